namespace FedHub.Architecture.Tests;

public sealed class ProjectArrowTests
{
    // Who may know whom; any other arrow needs an ADR and a line here.
    private static readonly Dictionary<string, string[]> _allowed = new(StringComparer.Ordinal)
    {
        ["FedHub.Grpc"] = [],
        ["FedHub.Contracts"] = ["FedHub.Grpc"],
        ["FedHub.Cryptography"] = [],
        ["FedHub.Matching"] = [],
        ["FedHub.Transparency"] = ["FedHub.Cryptography"],
        ["FedHub.Transparency.Sqlite"] = ["FedHub.Transparency", "FedHub.Cryptography"],
        ["FedHub.Transparency.Postgres"] = ["FedHub.Transparency", "FedHub.Cryptography"],
        ["FedHub.Protocol"] = ["FedHub.Grpc", "FedHub.Contracts", "FedHub.Cryptography", "FedHub.Transparency", "FedHub.Transparency.Sqlite"],
        ["FedHub.Hub"] =
        [
            "FedHub.Grpc", "FedHub.Contracts", "FedHub.Cryptography", "FedHub.Transparency", "FedHub.Transparency.Sqlite",
            "FedHub.Transparency.Postgres", "FedHub.Protocol",
        ],
        ["FedHub.Node"] =
        [
            "FedHub.Grpc", "FedHub.Contracts", "FedHub.Cryptography", "FedHub.Matching", "FedHub.Transparency", "FedHub.Transparency.Sqlite", "FedHub.Protocol",
        ],
        ["FedHub.Cli"] =
        [
            "FedHub.Grpc", "FedHub.Contracts", "FedHub.Cryptography", "FedHub.Matching", "FedHub.Transparency", "FedHub.Transparency.Sqlite",
            "FedHub.Transparency.Postgres", "FedHub.Protocol", "FedHub.Hub", "FedHub.Node",
        ],
    };

    [Fact]
    public void SourceProjects_All_HaveTheirArrowsWrittenDown()
        => Repository.SourceProjects.Keys.Except(_allowed.Keys).ShouldBeEmpty();

    [Fact]
    public void SourceProjects_Each_KnowsOnlyWhomItMay()
    {
        foreach (var (name, path) in Repository.SourceProjects)
        {
            new ProjectFile(path).Projects.Except(_allowed[name]).ShouldBeEmpty($"{name} must not know these");
        }
    }

    [Fact]
    public void Hub_HasNoBusinessWithIdentifiers_DirectlyOrThroughOthers()
        => Reachable("FedHub.Hub").ShouldNotContain("FedHub.Matching");

    [Fact]
    public void Matching_IsPure_WithoutAnyPackage()
        => new ProjectFile(Repository.SourceProjects["FedHub.Matching"]).Packages.ShouldBeEmpty();

    [Fact]
    public void Cryptography_UsesLibsodiumAndTheBaseClassLibraryOnly()
        => new ProjectFile(Repository.SourceProjects["FedHub.Cryptography"]).Packages.ShouldBeEmpty();

    [Fact]
    public void Packages_VersionsAreGivenCentrally_NeverInAProject()
    {
        var projects = Directory.GetFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories).Where(path => !path.Contains("node_modules", StringComparison.Ordinal));
        projects.ShouldAllBe(path => !new ProjectFile(path).Versions.Any());
    }

    [Fact]
    public void Projects_All_StandInTheSolution()
    {
        var solution = Repository.Read("FedHub.sln");
        foreach (var folder in (string[])["src", "tests"])
        {
            foreach (var path in Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.csproj", SearchOption.AllDirectories))
            {
                solution.ShouldContain(Path.GetFileName(path));
            }
        }
    }

    private static HashSet<string> Reachable(string project)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([project]);
        while (open.TryPop(out var name))
        {
            foreach (var next in new ProjectFile(Repository.SourceProjects[name]).Projects.Where(reached.Add))
            {
                open.Push(next);
            }
        }

        return reached;
    }
}
