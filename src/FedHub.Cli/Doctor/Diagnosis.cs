using FedHub.Cli.Rpc;
using FedHub.Contracts.Hub.V1;
using FedHub.Contracts.Node.V1;
using FedHub.Hub.Doctor;
using FedHub.Node.Doctor;
using FedHub.Node.Storage;
using FedHub.Protocol;
using Grpc.Core;

namespace FedHub.Cli.Doctor;

/// <summary>Puts together what the files tell and what the running process tells.</summary>
internal static class Diagnosis
{
    public static async Task<IReadOnlyList<Finding>> OfNodeAsync(string data, bool selfTest, TimeProvider time, CancellationToken cancellationToken)
    {
        var files = NodeFileDoctor.Examine(new NodeDirectoryLayout(data), time);
        return [.. files, .. await AskAsync(
            data, "node", "fedhub node run", "hub link, clock, filters, canaries and the settings of the open database",
            async channel => (await new NodeDoctorService.NodeDoctorServiceClient(channel).DiagnoseNodeAsync(
                new DiagnoseNodeRequest { SelfTest = selfTest }, cancellationToken: cancellationToken)).Findings,
            cancellationToken)];
    }

    public static async Task<IReadOnlyList<Finding>> OfHubAsync(string data, bool verifyLog, TimeProvider time, CancellationToken cancellationToken)
    {
        var files = HubFileDoctor.Examine(data, time);
        return [.. files, .. await AskAsync(
            data, "hub", "fedhub hub run", "members' streams and versions, what waits, and the settings of the open database",
            async channel => (await new HubDoctorService.HubDoctorServiceClient(channel).DiagnoseHubAsync(
                new DiagnoseHubRequest { VerifyLog = verifyLog }, cancellationToken: cancellationToken)).Findings,
            cancellationToken)];
    }

    private static async Task<IReadOnlyList<Finding>> AskAsync(
        string data, string who, string start, string what, Func<ChannelBase, Task<IEnumerable<Contracts.Common.V1.Finding>>> ask, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(data) || !await AdminConnection.IsRunningAsync(data, cancellationToken))
        {
            return [Finding.NotChecked("process", $"The {who} does not run on this folder: {what} could not be looked at.", $"Start it with {start}, then run this again.")];
        }

        using var channel = AdminConnection.Open(data);
        try
        {
            return [Finding.Ok("process", $"The {who} runs."), .. (await ask(channel)).Select(FindingCodec.ToDomain)];
        }
        catch (RpcException exception)
        {
            return [Finding.Error("process", $"The {who} runs and does not answer: {exception.StatusCode}.", "Its own log says why; restart it if it hangs.")];
        }
    }
}
