using System.Text.RegularExpressions;
using FedHub.Cli;
using FedHub.Cli.CommandLine;
using FedHub.Cli.Terminal;

namespace FedHub.Architecture.Tests;

/// <summary>What README and CONTRIBUTING tell people to type must work, and what they point to must be there.</summary>
public sealed partial class DocumentTests
{
    private static readonly string[] _documents = ["README.md", "CONTRIBUTING.md", "certs-dev/README.md", "docs/keys-and-certificates.md", "docs/doctor.md"];

    // Their commands are walked whole, by the federation tests.
    private static readonly string[] _linked =
    [
        .. _documents, "docs/guide-admin.md", "docs/guide-investigator.md", "docs/import.md", "docs/policies.md", "docs/roles.md", "docs/reviews.md",
        "docs/searches.md", "docs/record-schema.md", "docs/log-format.md", "docs/matching-quality.md",
    ];

    public static TheoryData<string> Documents => [.. _documents];

    public static TheoryData<string> Linked => [.. _linked];

    [Theory]
    [MemberData(nameof(Documents))]
    public void ShellBlocks_ScriptsAndProjects_Exist(string document)
    {
        foreach (var line in ShellLines(document))
        {
            foreach (Match path in RepositoryPath().Matches(line))
            {
                Repository.Exists(path.Value).ShouldBeTrue($"{document}: {path.Value}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void ShellBlocks_FedHubCommands_Parse(string document)
    {
        var terminal = new CliTerminal(TextReader.Null, TextWriter.Null, TextWriter.Null, isInteractive: false);
        var root = FedHubCommand.Create(new CliServices(terminal, TimeProvider.System));
        foreach (var line in ShellLines(document).Where(line => line.StartsWith("fedhub ", StringComparison.Ordinal)))
        {
            var errors = root.Parse(line["fedhub ".Length..].Split(" > ")[0].Split(" | ")[0]).Errors
                .Select(error => error.Message).Where(message => !message.Contains("does not exist", StringComparison.Ordinal));
            errors.ShouldBeEmpty($"{document}: {line}");
        }
    }

    [Theory]
    [MemberData(nameof(Linked))]
    public void Links_ToFilesOfTheRepository_LeadSomewhere(string document)
    {
        var folder = Path.GetDirectoryName(document)!;
        foreach (Match link in MarkdownLink().Matches(Repository.Read(document)))
        {
            var target = link.Groups["target"].Value.Split('#')[0];
            if (target.Length > 0 && !target.Contains("://", StringComparison.Ordinal))
            {
                Repository.Exists(Path.Combine(folder, target)).ShouldBeTrue($"{document}: {target}");
            }
        }
    }

    [Fact]
    public void ReadMe_TableOfProtection_NamesCodeAndTestsThatExist()
    {
        var names = CodeName().Matches(Repository.Read("README.md")).Select(match => match.Groups["name"].Value).Distinct().ToList();
        var sources = Directory.GetFiles(Repository.Root, "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/artifacts/", StringComparison.Ordinal)).Select(Path.GetFileName).ToHashSet();

        names.ShouldNotBeEmpty();
        names.Where(name => !sources.Contains(name)).ShouldBeEmpty();
    }

    [Fact]
    public void Contributing_IsShort() => Repository.Read("CONTRIBUTING.md").Split('\n').Length.ShouldBeLessThan(120);

    private static IEnumerable<string> ShellLines(string document)
        => ShellBlock().Matches(Repository.Read(document)).SelectMany(block => block.Groups["body"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Where(line => !line.StartsWith('#'));

    [GeneratedRegex("```(sh|bash)\n(?<body>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ShellBlock();

    [GeneratedRegex(@"(?<![\w./-])(eng|tests|src|certs-dev|\.ci|docs)/[\w./-]*[\w]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RepositoryPath();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MarkdownLink();

    [GeneratedRegex(@"`(?<name>\w+\.cs)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodeName();
}
