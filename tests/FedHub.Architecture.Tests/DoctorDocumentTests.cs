using System.Text.RegularExpressions;

namespace FedHub.Architecture.Tests;

/// <summary>docs/doctor.md has a row for every finding that the code can make, and no other.</summary>
public sealed partial class DoctorDocumentTests
{
    private static readonly string[] _folders = ["src/FedHub.Protocol/Doctor", "src/FedHub.Node/Doctor", "src/FedHub.Hub/Doctor", "src/FedHub.Cli/Doctor"];

    [Fact]
    public void Document_Table_NamesExactlyTheFindingsOfTheCode()
    {
        var documented = RowCode().Matches(Repository.Read("docs/doctor.md")).Select(match => match.Groups["code"].Value).ToList();
        var made = _folders
            .SelectMany(folder => Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.cs"))
            .SelectMany(file => FindingCode().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["code"].Value)
            .Distinct()
            .ToList();

        made.Count.ShouldBeGreaterThan(40);
        documented.Order(StringComparer.Ordinal).ShouldBe(made.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^\| `(?<code>[a-z-]+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RowCode();

    [GeneratedRegex(@"(Finding\.(Ok|NotChecked|Warning|Error)|Guarded)\(\s*""(?<code>[a-z-]+)""|const string Code = ""(?<code>[a-z-]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FindingCode();
}
