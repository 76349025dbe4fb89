"""The store on this machine: labels, looks of tablets, prices. The only room with SQL."""
