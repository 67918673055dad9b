using FedHub.Hub;
using FedHub.Transparency;
using FedHub.Transparency.Sqlite;

namespace FedHub.Federation.Tests.Support;

/// <summary>What must hold of a hub's log after any fault (I1 to I5 and I8 of the fault tests), read from its files.</summary>
internal static class HubLogCheckup
{
    /// <summary>Checks the log of a hub that does not run.</summary>
    /// <param name="hubFolder">Its data folder.</param>
    /// <param name="acknowledged">Limits whose change was acknowledged; each names one entry.</param>
    public static async Task RunAsync(string hubFolder, IReadOnlyCollection<ulong> acknowledged)
    {
        await using var database = HubDatabase.Open(new HubDirectoryLayout(hubFolder));
        var tree = new SqliteLogTree(database);
        var head = (await tree.ReadHeadAsync(CancellationToken.None)).ShouldNotBeNull();
        var checkpoints = await tree.ReadCheckpointsAsync(0, int.MaxValue, CancellationToken.None);
        checkpoints[^1].ShouldBe(head);
        await CheckTreeAsync(tree, head, checkpoints);
        var entries = await tree.ReadAsync(0, int.MaxValue, CancellationToken.None);
        entries.Select(entry => entry.Index).ShouldBe(Enumerable.Range(0, entries.Count).Select(i => (long)i), "I4");
        var limits = entries.Select(LimitOf).Where(limit => limit is not null).ToList();
        limits.Count.ShouldBe(limits.Distinct().Count(), "I8");
        acknowledged.Select(limit => (ulong?)limit).Except(limits).ShouldBeEmpty("I3");
    }

    /// <summary>I1, I2, I5: entries, tiles and every checkpoint ever signed are of one tree.</summary>
    private static async Task CheckTreeAsync(SqliteLogTree tree, SignedCheckpoint head, IReadOnlyList<SignedCheckpoint> checkpoints)
    {
        var options = new LogVerifierOptions { IsEntry = LogVerifierOptions.AuditLeaves };
        (await new LogVerifier(tree, options).VerifyAsync(head.Head, LogVerifierState.Start, CancellationToken.None)).Finding.ShouldBeNull("I1");
        var prover = new LogProver(tree, head.Head.Size);
        foreach (var checkpoint in checkpoints)
        {
            (await prover.RootAsync(checkpoint.Head.Size, CancellationToken.None)).ShouldBe(checkpoint.Head.Root, "I1");
        }

        foreach (var tile in TileLayout.Tiles(head.Head.Size))
        {
            (await tree.FindTileAsync(tile, CancellationToken.None)).ShouldNotBeNull("I5");
        }
    }

    private static ulong? LimitOf(StoredLogEntry entry) =>
        entry.Opening is { } opening && AuditPayload.TryDecode(opening.Payload.Span, out var payload) && payload.Kind == AuditKind.AdministratorAction
        && payload.Details.FirstOrDefault(detail => detail.Name == "detail")?.Value.Split(' ') is { } words
            ? words.Select(word => ulong.TryParse(word, System.Globalization.CultureInfo.InvariantCulture, out var limit) ? limit : (ulong?)null).FirstOrDefault(limit => limit is not null)
            : null;
}
