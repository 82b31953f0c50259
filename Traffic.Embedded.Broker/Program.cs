using Traffic.Embedded.Broker;

return await BrokerProcess.RunAsync(args);
