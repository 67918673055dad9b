using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.Demo.Records;
using FedHub.Cli.Demo.Show;

namespace FedHub.Cli.Demo;

/// <summary><c>fedhub demo</c>: a federation on this machine.</summary>
internal static class DemoCommand
{
    private const int PeopleEach = 1000;

    public static Command Create(CliServices services)
    {
        var once = new Option<bool>("--once") { Description = "Runs the searches and ends; without it the federation stays up for you to try." };
        var json = new Option<bool>("--json") { Description = "JSON on standard output." };
        var seed = new Option<string>("--seed") { Description = "The invented records follow from it.", DefaultValueFactory = _ => "fedhub-demo" };
        var records = new Option<DirectoryInfo>("--records") { Description = "Folder with one ISO3.csv a country, in place of invented records." };
        var queries = new Option<FileInfo>("--queries") { Description = "CSV of queries to ask of these records." };
        records.AcceptExistingOnly();
        queries.AcceptExistingOnly();
        var command = new Command("demo", "Runs a federation on this machine: a hub and five nodes with invented records, or your own records and queries.")
        {
            once, json, seed, records, queries,
        };
        command.SetExamples("fedhub demo", "fedhub demo --once --json", "fedhub demo --records records --queries queries.csv --json");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            var root = Directory.CreateTempSubdirectory("fedhub-demo-").FullName;
            try
            {
                return (parsed.GetValue(records), parsed.GetValue(queries)) switch
                {
                    ({ } folder, { } file) => await RecordsDemo.RunAsync(folder.FullName, file, root, services, cancellationToken),
                    (null, null) => await ShowAsync(root, parsed.GetRequiredValue(seed), parsed.GetValue(once), parsed.GetValue(json), services, cancellationToken),
                    _ => throw CliFailureException.Usage("--records and --queries go together"),
                };
            }
            finally
            {
                // Keys and records of the demonstration must not pile up on the machine.
                Directory.Delete(root, recursive: true);
            }
        });
        return command;
    }

    private static async Task<ExitCode> ShowAsync(string root, string seed, bool once, bool json, CliServices services, CancellationToken cancellationToken)
    {
        await using var federation = new DemoFederation(root, services);
        await federation.StartAsync(seed, PeopleEach, cancellationToken);
        var show = new DemoShow(federation, services, json);
        var status = await show.RunAsync(cancellationToken);
        if (!once)
        {
            await show.InviteAsync(root, cancellationToken);
            await Task.Delay(Timeout.InfiniteTimeSpan, services.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return status;
    }
}
