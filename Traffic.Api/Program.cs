using Traffic.Api;
using Traffic.Feeds;

var app = WebApplication.CreateBuilder(args).AddTrafficApi(FeedCatalogue.Default).Build();
return await app.MapTrafficApi().RunServiceAsync();
