using FedHub.Cli.Officers;
using FedHub.Cli.Rpc;
using FedHub.Contracts.Gateway.V1;

namespace FedHub.Cli.Searches;

/// <summary>An officer's connection to the searches at the own node.</summary>
internal sealed class SearchesConnection(SearchesService.SearchesServiceClient client, GatewayConnection gateway, OfficerKeys keys) : IDisposable
{
    public SearchesService.SearchesServiceClient Client { get; } = client;

    public ScreeningService.ScreeningServiceClient Screenings { get; } = new(gateway.Channel);

    public void Dispose()
    {
        gateway.Dispose();
        keys.Dispose();
    }
}
