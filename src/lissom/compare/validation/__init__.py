"""The network meta-analysis against other programs: published data sets in, ours and theirs side by side out."""
