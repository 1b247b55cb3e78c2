"""The demo county (演示县): invented offices and two years of their ledger, reproducible by seed."""
