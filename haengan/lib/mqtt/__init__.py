"""MQTT over two brokers that know nothing of each other: `broker.Broker`, `link.Link`, and `threads.Running` for code without a loop."""
