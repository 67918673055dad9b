using FedHub.Federation.Tests.Support;

namespace FedHub.Federation.Tests.Walks;

/// <summary>The guides are walked as a newcomer would, command for command; what comes out must be what they print.</summary>
/// <remarks>With <c>FEDHUB_WRITE_GUIDES=1</c> the printed outputs are taken from the run instead, for a person to read before they are committed.</remarks>
public sealed class GuideTests
{
    private static readonly bool _writes = Environment.GetEnvironmentVariable("FEDHUB_WRITE_GUIDES") == "1";

    // Each goes on in the federation that those before have made.
    private static readonly string[] _guides = ["docs/guide-admin.md", "docs/guide-investigator.md", "docs/guide-auditor.md"];

    [Fact]
    public async Task Guides_WalkedFromNothing_PrintWhatTheySay()
    {
        await using var runner = new WalkRunner(_writes ? TimeSpan.FromSeconds(8) : Wait.Patience);
        runner.Prepare();
        foreach (var guide in _guides)
        {
            await WalkAsync(runner, guide);
        }
    }

    private static async Task WalkAsync(WalkRunner runner, string guide)
    {
        var path = Path.Combine(Root(), guide);
        var outputs = new Dictionary<WalkStep, string>();
        try
        {
            foreach (var step in WalkDocument.Read(path))
            {
                var output = await runner.RunAsync(step);
                outputs.Add(step, output);
                if (!_writes && step.Kind is not (WalkKind.File or WalkKind.Service))
                {
                    WalkText.Normalize(output).ShouldBe(WalkText.Normalize(step.Expected ?? ""), $"{guide}:{step.Line}: {step.Body}");
                }
            }
        }
        finally
        {
            if (_writes)
            {
                Write(path, outputs, runner.Identifiers);
            }
        }
    }

    // From the last to the first, so that line numbers above stay right.
    private static void Write(string path, Dictionary<WalkStep, string> outputs, IReadOnlyDictionary<string, string> identifiers)
    {
        var lines = File.ReadAllLines(path).ToList();
        foreach (var (step, output) in outputs.Where(pair => pair.Key.ExpectedLine > 0).OrderByDescending(pair => pair.Key.ExpectedLine))
        {
            var count = step.Expected!.Length == 0 ? lines[step.ExpectedLine - 1].Length == 0 ? 1 : 0 : step.Expected.Split('\n').Length;
            lines.RemoveRange(step.ExpectedLine - 1, count);
            lines.InsertRange(step.ExpectedLine - 1, output.TrimEnd().Split('\n').Select(line => line.TrimEnd()));
        }

        File.WriteAllLines(path, lines.Select(line => identifiers.Aggregate(line, (text, id) => text.Replace(id.Key, id.Value, StringComparison.Ordinal))));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "FedHub.sln")))
        {
            folder = folder.Parent.ShouldNotBeNull("the tests run inside the repository");
        }

        return folder.FullName;
    }
}
