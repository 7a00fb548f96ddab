"""Business impact analysis (BIA, 事業影響度分析): what stops, for how long, and what helps."""
