using FedHub.Cli.Rpc;
using FedHub.Contracts.Hub.V1;

namespace FedHub.Cli.Log;

/// <summary>Checks a hub's log through the running hub.</summary>
internal static class LogVerification
{
    public static async Task<VerifyLogResponse> RunAsync(string dataFolder, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(time);
        using var channel = AdminConnection.Open(dataFolder);
        return await new HubAdminService.HubAdminServiceClient(channel).VerifyLogAsync(new VerifyLogRequest(), cancellationToken: cancellationToken);
    }
}
