using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Transparency.Sqlite;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;

namespace FedHub.Hub.Tests.Host;

public sealed class CrashTests
{
    [Fact]
    public async Task Crash_AfterAcknowledgement_LosesNothing()
    {
        await using var hub = await TestHub.StartAsync();
        var query = TestQuery.Message(hub.Kaz, hub.Now, waiting: true, hub.Uzb.Slot(), hub.Kgz.Slot());
        using var asked = hub.Exchange(hub.Kaz).SubmitQuery(TestQuery.Request(hub.Kaz, query));
        await asked.ResponseStream.NextAsync();
        await QueryPathTests.ReturnAsync(hub, hub.Uzb, query, hub.Uzb.Answer(query, hub.Uzb.Slot(), hub.Now));

        // The files as a crash at this moment would leave them: the process is not asked to close anything.
        using var copy = new TempDirectory();
        Copy(hub.DataDirectory, copy.Path);
        var configuration = HubConfiguration.Load(copy.Path);
        await using var parts = HubParts.Open(configuration, NullLoggerFactory.Instance, hub.Clock);
        await parts.RestoreAsync(CancellationToken.None);

        QueryId.TryFromBytes(query.QueryId.Span, out var id).ShouldBeTrue();
        var live = await parts.Queries.ResumeAsync(new QueryKey(hub.Kaz.Id, id), Digest.Of(query.ToByteArray()), CancellationToken.None);
        live.ShouldNotBeNull().OpenMembers().ShouldBe([hub.Kgz.Id]);
        (await parts.Queries.ListDueAsync(hub.Kgz.Id, CancellationToken.None)).ShouldBe([live.Key]);
        SqliteLogFsck.Run(configuration.Layout.DatabaseFile, parts.Published.Key, null, CancellationToken.None).Findings.ShouldBeEmpty();
        parts.Members.Version.ShouldBe(1ul);
    }

    private static void Copy(string from, string to)
    {
        foreach (var directory in Directory.EnumerateDirectories(from))
        {
            Copy(directory, Directory.CreateDirectory(Path.Combine(to, Path.GetFileName(directory))).FullName);
        }

        foreach (var file in Directory.EnumerateFiles(from).Where(file => !file.EndsWith(".sock", StringComparison.Ordinal) && !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }
}
