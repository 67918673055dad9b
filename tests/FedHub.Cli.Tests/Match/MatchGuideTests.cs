using System.Text;
using FedHub.Federation.Tests.Walks;
using FedHub.Matching.Tests.Quality;

namespace FedHub.Cli.Tests.Match;

/// <summary>The page for admins is walked command for command; what comes out must be what it prints.</summary>
/// <remarks>With <c>FEDHUB_WRITE_GUIDES=1</c> the printed outputs are taken from the run instead, for a person to read before they are committed.</remarks>
public sealed class MatchGuideTests : IDisposable
{
    private static readonly bool _writes = Environment.GetEnvironmentVariable("FEDHUB_WRITE_GUIDES") == "1";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Guide_WalkedOnFilesItShows_PrintsWhatItSays()
    {
        var path = Path.Combine(RepositoryRoot.Path, "docs", "matching-for-admins.md");
        var files = Persons().ToDictionary(file => file.Name, file => _folder.Write(file.Name, file.Text), StringComparer.Ordinal);
        var outputs = new List<(WalkStep Step, string Output)>();
        foreach (var step in WalkDocument.Read(path))
        {
            if (step.Kind == WalkKind.File)
            {
                files[step.File] = _folder.Write(step.File, step.Body + "\n");
                continue;
            }

            var output = await RunAsync(step.Body, files);
            outputs.Add((step, output));
            if (!_writes)
            {
                output.ShouldBe(step.Expected ?? "", $"{path}:{step.Line}: {step.Body}");
            }
        }

        outputs.Count.ShouldBe(6);
        if (_writes)
        {
            Write(path, outputs);
        }
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<string> RunAsync(string command, Dictionary<string, string> files)
    {
        var words = command.Split(' ');
        words[0].ShouldBe("fedhub");
        using var terminal = new TestTerminal();
        (await terminal.RunAsync([.. words.Skip(1).Select(word => files.GetValueOrDefault(word, word))])).ShouldBe(0, command + ": " + terminal.Error);
        return terminal.Output.ReplaceLineEndings("\n").TrimEnd();
    }

    /// <summary>The 280 invented persons that the page measures: records as passports write them, searches in Kazakh.</summary>
    private static IEnumerable<(string Name, string Text)> Persons()
    {
        var writings = KazakhSet.Writings(KazakhSet.Developed).ToDictionary(writing => writing.Writing, writing => writing.People, StringComparer.Ordinal);
        var (records, searches) = (new StringBuilder("id,full_name,date_of_birth\n"), new StringBuilder("id,full_name,date_of_birth,expected_record_id\n"));
        for (var i = 0; i < KazakhSet.Persons; i++)
        {
            var (record, search) = (writings["passport"][i], writings["Kazakh"][i]);
            records.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i},\"{record.FullName}\",{record.DateOfBirth}\n");
            searches.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i},\"{search.FullName}\",{search.DateOfBirth},{i}\n");
        }

        return [("records.csv", records.ToString()), ("searches.csv", searches.ToString())];
    }

    // From the last to the first, so that line numbers above stay right.
    private static void Write(string path, IEnumerable<(WalkStep Step, string Output)> outputs)
    {
        var lines = File.ReadAllLines(path).ToList();
        foreach (var (step, output) in outputs.Where(pair => pair.Step.ExpectedLine > 0).Reverse())
        {
            lines.RemoveRange(step.ExpectedLine - 1, step.Expected!.Length == 0 ? 0 : step.Expected.Split('\n').Length);
            lines.InsertRange(step.ExpectedLine - 1, output.Split('\n').Select(line => line.TrimEnd()));
        }

        File.WriteAllLines(path, lines);
    }
}
