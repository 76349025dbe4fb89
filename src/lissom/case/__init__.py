"""The person in front of us: who they are, what they take and how, what they plan, prefer and have noted down.

Plain frozen values and the readers that make them (TOML, JSON, sig text). Knows no drug: a `Medicine` carries a name as
written, and `lissom.assess` looks it up.
"""
