"""Networks of firms: the graph of who met whom, and how fixed its membership is."""
