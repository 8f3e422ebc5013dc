"""Ten thousand terminals told by QoS 1 over two brokers, all acknowledged on record, beside a raw publish loop."""
