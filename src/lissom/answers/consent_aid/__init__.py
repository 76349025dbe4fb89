"""The decision aid made from an assessment, and what must be said in it. Holds no layout and keeps no record."""
