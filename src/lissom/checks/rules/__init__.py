"""One subject, one file; every public `rule`-shaped function takes a View and yields Findings. The list is in
`checks/run.py`.
"""
