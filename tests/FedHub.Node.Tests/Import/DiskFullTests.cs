using FedHub.Node.Import;
using FedHub.Node.Tests.Storage;

namespace FedHub.Node.Tests.Import;

public sealed class DiskFullTests
{
    [Fact]
    public async Task Import_WhenTheDiskFills_SaysSoKeepsWhatItCountedAndGoesOnOnceThereIsSpace()
    {
        await using var node = await TestNode.CreateAsync();
        var lines = string.Concat(Enumerable.Range(0, 400).Select(i => GeneratedCsv.NameOnly(i) + "\n"));
        await LimitPagesAsync(node, "(SELECT page_count FROM pragma_page_count) + 60");

        var report = await node.ImportAsync(lines, options: new ImportOptions { BatchSize = 10 });

        report.Stopped.ShouldBe(
            "The disk of the node's data directory is full. What is counted here is in and durable. Free some space, then run the same import again: it goes on from there.");
        report.Counts.Added.ShouldBeInRange(10, 390);
        (report.Counts.Added % 10).ShouldBe(0);
        await node.ReopenAsync();
        node.RecordCount("persons").ShouldBe(report.Counts.Added);

        var point = await new RecordImporter(node.Database, node.Keys, node.Time).FindPointAsync(
            ImportMapping.Parse(TestNode.Mapping, node.Policies), "", TestNode.Patience);
        point.ShouldNotBeNull().Line.ShouldBe(report.Counts.Added + 1);
        var rest = await node.ImportAsync(lines, options: new ImportOptions { BatchSize = 10, ResumeAfterLine = point.Line });

        (rest.Stopped, rest.Counts.PassedOver, rest.Counts.Added).ShouldBe((null, report.Counts.Added, 400 - report.Counts.Added));
        node.RecordCount("persons").ShouldBe(400);
    }

    /// <summary>SQLite answers as on a full disk once the file would have more pages. The limit is the connection's own and ends with it.</summary>
    private static Task<bool> LimitPagesAsync(TestNode node, string pages) => node.Database.WriteAsync(
        connection =>
        {
            using var count = connection.CreateCommand();
            count.CommandText = $"SELECT {pages}";
            var limit = (long)count.ExecuteScalar()!;
            using var command = connection.CreateCommand();
            command.CommandText = FormattableString.Invariant($"PRAGMA max_page_count = {limit}");
            command.ExecuteNonQuery();
            return true;
        },
        TestNode.Patience);
}
