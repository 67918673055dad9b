using System.Text;
using FedHub.Node.Import;

namespace FedHub.Node.Tests.Gateway;

/// <summary>A federation whose owner holds vehicles and accounts, imported under a mapping as a country would write it.</summary>
public sealed class ObjectFixture : IAsyncLifetime
{
    private const string Mapping = """
        version: 1
        country: UZB
        columns: { id: record_id, cat: category, plate: vehicle, account: account, name: full_name }
        """;

    private const string Records = """
        id,cat,plate,account,name
        V1,vehicle,KAZ:123ABC02,,
        V2,vehicle,01A777AA,,
        A1,suspect,,DE89370400440532013000;telegram:@Recruiter_One,
        A2,suspect,UZB:30B555BB,mailto:Contact@Example.org,

        """;

    internal TestFederation Federation { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Federation = await TestFederation.CreateAsync("");
        var owner = Federation.Owner;
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(Records));
        var report = await owner.Importer.ImportAsync(file, ImportMapping.Parse(Mapping, owner.Policies), new ImportOptions(), null, CancellationToken.None);
        report.Findings.ShouldBeEmpty();
        await owner.Epochs.StartNextAsync(CancellationToken.None);
        await owner.Sync.PublishAsync(CancellationToken.None);
        await Federation.Asker.Filters.SyncAsync(CancellationToken.None);
    }

    public async Task DisposeAsync() => await Federation.DisposeAsync();
}
