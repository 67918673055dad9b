using FedHub.Cli.NodeAdmin;
using FedHub.Cli.Officers;
using FedHub.Cli.Rpc;
using FedHub.Contracts.Gateway.V1;
using FedHub.Contracts.Node.V1;
using FedHub.Cryptography;
using FedHub.Protocol;

namespace FedHub.Cli.Demo.Setup;

/// <summary>An officer of a demonstration: enrolled over the gateway, approved over the admin socket.</summary>
internal sealed class DemoOfficer : IDisposable
{
    public const string Agency = "Criminal Police";

    private static readonly PassphraseCost _cheap = new(1, 1);

    private readonly OfficerKeys _keys;
    private readonly GatewayConnection _connection;

    private DemoOfficer(OfficerKeys keys, GatewayConnection connection)
    {
        _keys = keys;
        _connection = connection;
        Search = new GatewaySearch(connection.Client, keys.Signing);
        Searches = new SearchesService.SearchesServiceClient(connection.Channel);
    }

    public GatewaySearch Search { get; }

    /// <summary>What became of them.</summary>
    public SearchesService.SearchesServiceClient Searches { get; }

    /// <summary>Makes, enrols and approves an investigator for all purposes.</summary>
    public static Task<DemoOfficer> EnrolAsync(Uri gateway, string caFile, string nodeFolder, TimeProvider time, CancellationToken cancellationToken)
        => EnrolAsync(gateway, caFile, nodeFolder, OfficerRole.Investigator, "demo-1", time, cancellationToken);

    /// <summary>Makes, enrols and approves an officer with one role, for all purposes.</summary>
    public static async Task<DemoOfficer> EnrolAsync(
        Uri gateway, string caFile, string nodeFolder, OfficerRole role, string serviceNumber, TimeProvider time, CancellationToken cancellationToken)
    {
        var keys = OfficerKeys.Generate();
        var connection = GatewayConnection.Open(new OfficerProfile(gateway, caFile), keys, time);
        var officer = new DemoOfficer(keys, connection);
        try
        {
            var enrolled = await OfficerCommand.EnrolAsync(connection.Client, keys, Agency, serviceNumber, cancellationToken);
            using var channel = AdminConnection.Open(nodeFolder);
            var approval = NodeOfficersCommand.Request(enrolled.OfficerId, enrolled.Fingerprint, [Tokens.Of(role)], Tokens.AllPurposes);
            await new OfficerService.OfficerServiceClient(channel).ApproveOfficerAsync(approval, cancellationToken: cancellationToken);
            return officer;
        }
        catch
        {
            officer.Dispose();
            throw;
        }
    }

    /// <summary>Leaves key and profile for <c>fedhub search --profile</c>.</summary>
    public void SaveProfile(string folder, OfficerProfile profile, string passphrase)
    {
        profile.Save(folder);
        _keys.Save(OfficerProfile.KeyFileIn(folder), passphrase, _cheap);
    }

    public void Dispose()
    {
        _connection.Dispose();
        _keys.Dispose();
    }
}
