using FedHub.Cli;
using FedHub.Cryptography;
using FedHub.Federation.Tests.Support;
using FedHub.Node.Keys;
using FedHub.Node.Storage;
using FedHub.Protocol;

namespace FedHub.Federation.Tests;

/// <summary>A key's rotation with SIGKILL at each of its steps: the command that prepares it, and the node that takes it up.</summary>
[Collection(SharedFederation.Name)]
public sealed class KeyRotationKillTests(LiveFederation federation)
{
    private const string Country = "UZB";

    [Theory]
    [InlineData(KeyUse.Sealing)]
    [InlineData(KeyUse.Signing)]
    public async Task Rotation_KilledAtEachStep_EndsWithOneSuccessorUnderWhichTheNodeAnswers(KeyUse use)
    {
        var change = Path.Combine(federation.Files.Root, $"change-{use}.json");
        var (keysBefore, filesBefore) = (Files("*.key"), Files("*"));

        // A file half-written, a successor that nobody knows, a change that nobody has.
        await RotateAndKillAsync(use, change, () => Files("*") > filesBefore);
        await RotateAndKillAsync(use, change, () => Files("*.key") > keysBefore);
        await RotateAndKillAsync(use, change, () => File.Exists(change));
        await using var whole = await RotateAsync(use, change);

        whole.ExitCode.ShouldBe((int)ExitCode.Ok, whole.Error);
        Files("*.key").ShouldBe(keysBefore + 1);
        var successor = Standing(use, KeyStanding.Prepared).ShouldHaveSingleItem();
        var old = Standing(use, KeyStanding.Current).ShouldHaveSingleItem();

        var version = (await federation.HubStatusAsync()).DirectoryVersion + 1;
        await federation.PublishAsync(federation.Files.SignChange(await File.ReadAllBytesAsync(change)));
        await KillAndWaitAsync(version);
        Searches.Summary(await federation.SearchAsync(Searches.Shared)).ShouldBe("KGZ HIT A; UZB HIT A");
        await KillAndWaitAsync(version);

        Searches.Summary(await federation.SearchAsync(Searches.Shared)).ShouldBe("KGZ HIT A; UZB HIT A");
        Standing(use, KeyStanding.Current).ShouldBe([successor]);
        Standing(use, KeyStanding.Prepared).ShouldBeEmpty();
        successor.ShouldNotBe(old);
        await federation.VerifyLogAsync();
    }

    private int Files(string pattern) => Directory.GetFiles(new NodeDirectoryLayout(federation.Files.NodeFolder(Country)).KeysDirectory, pattern).Length;

    private List<KeyId> Standing(KeyUse use, KeyStanding standing) =>
        [.. KeyInventory.Read(federation.Files.ConfigurationOf(Country), TimeProvider.System).Where(key => key.Use == use && key.Standing == standing).Select(key => key.Id)];

    private Task<CliProcess> RotateAsync(KeyUse use, string change) => CliProcess.RunAsync(Arguments(use, change));

    private string[] Arguments(KeyUse use, string change) =>
        ["node", "keys", "rotate", "--data", federation.Files.NodeFolder(Country), "--use", use.ToString().ToLowerInvariant(), "--out", change];

    /// <summary>Kills it as soon as the step shows on the disk, or finds it at its end.</summary>
    private async Task RotateAndKillAsync(KeyUse use, string change, Func<bool> reached)
    {
        await using var rotation = CliProcess.Start(Arguments(use, change));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        using var timeout = new CancellationTokenSource(Wait.Patience);
        while (!reached() && !rotation.HasExited)
        {
            await poll.WaitForNextTickAsync(timeout.Token);
        }

        reached().ShouldBeTrue(rotation.Error);
    }

    private async Task KillAndWaitAsync(ulong version)
    {
        await federation.ProcessOf(Country).KillAsync();
        await federation.RestoreAsync();
        await Wait.UntilAsync("the directory is held", async () => (await federation.NodeStatusAsync(Country)).DirectoryVersion == version);
    }
}
