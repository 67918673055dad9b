using System.Text;
using System.Text.RegularExpressions;

namespace FedHub.Transparency.Tests;

/// <summary>docs/log-format.md shows what the code does, and names tests that exist.</summary>
public sealed partial class LogFormatDocumentTests : IDisposable
{
    private static readonly string[] _leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    private readonly TemporaryDirectory _directory = new();
    private readonly string _document = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "log-format.md"));

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task WorkedExample_IsWhatTheCodeGives()
    {
        var root = _directory.File("log");
        var folder = new LogFolder(root);
        var (writer, _) = await LogFolderWriter.OpenAsync(folder, TestLogs.Signer, CancellationToken.None);
        foreach (var leaf in _leaves)
        {
            writer!.Append(Convert.FromHexString(leaf));
        }

        var checkpoint = writer!.Publish();
        var files = Directory.GetFiles(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => $"{Path.GetRelativePath(root, file)} {new FileInfo(file).Length}\n");
        var bundle = (await folder.ReadBundleAsync(new BundleId(0, 8), CancellationToken.None))!.Value;
        var tile = (await folder.FindTileAsync(new TileId(0, 0, 8), CancellationToken.None))!;
        var cosigned = checkpoint.With(TestLogs.Witness.Cosign(checkpoint.Note, DateTimeOffset.FromUnixTimeSeconds(1_700_000_000)));
        var prover = new LogProver(folder, 8);
        var inclusion = (await prover.ProveInclusionAsync(6, 8, CancellationToken.None))!.Value;
        var consistency = (await prover.ProveConsistencyAsync(3, 8, CancellationToken.None))!.Value;

        Blocks().ShouldBe(
        [
            string.Concat(files),
            Convert.ToHexStringLower(bundle.Span) + "\n",
            string.Concat(Enumerable.Range(0, 8).Select(i => tile[i] + "\n")),
            cosigned.ToString(),
            new LogReceiptFile(null, 6, inclusion, cosigned).ToString(),
            $"log {TestLogs.Signer.VerificationKey}\nwitness FR {TestLogs.Witness.VerificationKey}\nquorum FR\n",
            Encoding.UTF8.GetString(new AddCheckpointRequest(3, consistency, checkpoint).ToBytes()),
        ]);
    }

    [Fact]
    public void WorkedReceipt_VerifiesUnderTheWorkedPolicy()
    {
        var blocks = Blocks();
        TrustPolicy.TryParse(Encoding.UTF8.GetBytes(blocks[5]), out var policy, out _).ShouldBeTrue();

        new ReceiptVerifier(policy!, new FixedTime(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000)))
            .Verify(Encoding.UTF8.GetBytes(blocks[4]), Convert.FromHexString(_leaves[6])).IsProven.ShouldBeTrue();
    }

    [Fact]
    public void Tests_NamedInTheTable_Exist()
    {
        var names = TestName().Matches(_document).Select(match => match.Groups["name"].Value).ToArray();
        names.Length.ShouldBeGreaterThan(20);
        foreach (var parts in names.Select(name => name.Split('.')))
        {
            var type = typeof(LogFormatDocumentTests).Assembly.GetTypes().SingleOrDefault(type => type.Name == parts[0]).ShouldNotBeNull(parts[0]);
            (parts.Length == 1 || type.GetMethod(parts[1]) is not null).ShouldBeTrue(string.Join('.', parts));
        }
    }

    private string[] Blocks() => [.. Block().Matches(_document).Select(match => match.Groups["body"].Value)];

    [GeneratedRegex("```text\n(?<body>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Block();

    [GeneratedRegex("`(?<name>[A-Z]\\w+Tests(\\.\\w+)?)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TestName();
}
