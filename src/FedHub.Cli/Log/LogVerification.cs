using FedHub.Cli.Rpc;
using FedHub.Contracts.Hub.V1;
using FedHub.Hub;

namespace FedHub.Cli.Log;

/// <summary>Checks a hub's log: through the hub when it runs, else in its store.</summary>
internal static class LogVerification
{
    public static async Task<LogCheck> RunAsync(string dataFolder, CancellationToken cancellationToken)
    {
        if (!await AdminConnection.IsRunningAsync(dataFolder, cancellationToken))
        {
            return StoredLog.Verify(new HubDirectoryLayout(dataFolder).DatabaseFile);
        }

        using var channel = AdminConnection.Open(dataFolder);
        var client = new HubAdminService.HubAdminServiceClient(channel);
        var response = await client.VerifyLogAsync(new VerifyLogRequest(), cancellationToken: cancellationToken);
        return new LogCheck(response.Size, Convert.ToHexStringLower(response.Root.Span), response.Verified ? null : response.Finding);
    }
}
