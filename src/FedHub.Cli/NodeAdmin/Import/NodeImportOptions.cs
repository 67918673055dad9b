using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.NodeAdmin.Import.Sql;
using FedHub.Cli.Rpc;
using FedHub.Node.Import;

namespace FedHub.Cli.NodeAdmin.Import;

/// <summary>The options of <c>fedhub node import</c>.</summary>
internal sealed class NodeImportOptions
{
    private readonly Option<FileInfo> _in = FileOption.Optional("--in", "The records: CSV, or JSON lines where the mapping says so.");
    private readonly Option<FileInfo> _withdraw = FileOption.Optional("--withdraw", "CSV with the column record_id: these records are removed. With --mapping, its column, encoding and prefix are taken.");
    private readonly Option<string> _source = new("--source") { Description = "A PostgreSQL database, postgres://USER@HOST:PORT/DATABASE, without a password." };
    private readonly Option<FileInfo> _query = FileOption.Optional("--query", "One SELECT that gives the rows; its columns are mapped as a file's.");
    private readonly Option<FileInfo> _passwordFile = FileOption.Optional("--password-file", "File, mode 0600, whose first line is the database's password; else PGPASSFILE or a client certificate.");
    private readonly Option<FileInfo> _mapping = FileOption.Optional("--mapping", "How columns become fields, YAML (docs/import.md).");
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Reads and checks only; nothing is written." };
    private readonly Option<bool> _fromStart = new("--from-start") { Description = "Takes all lines or rows, wherever an earlier run got to." };

    public NodeTarget Target { get; } = new();

    public Option<FileInfo> Report { get; } = new("--report") { Description = "File for every rejected line and the count of each warning: CSV, or JSON lines for a name that ends with .json." };

    public Option<bool> Json { get; } = new("--json") { Description = "One JSON document instead of text." };

    public void AddTo(Command command)
    {
        Target.AddTo(command);
        foreach (var option in (Option[])[_in, _mapping, _source, _query, _passwordFile, _withdraw, _dryRun, _fromStart, Report, Json])
        {
            command.Options.Add(option);
        }
    }

    public async Task<NodeImportOrder> ReadOrderAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var mapping = parsed.GetValue(_mapping);
        var withdraws = parsed.GetValue(_withdraw) is not null;
        if (mapping is null && !withdraws)
        {
            throw CliFailureException.Usage("It is not said how columns become fields", "Give --mapping FILE; docs/import.md has one to start from.");
        }

        return new NodeImportOrder
        {
            Mapping = mapping is null ? ImportMapping.Withdrawals : await File.ReadAllTextAsync(mapping.FullName, cancellationToken),
            DryRun = parsed.GetValue(_dryRun),
            IsWithdrawal = withdraws,
            FromStart = parsed.GetValue(_fromStart),
        };
    }

    /// <summary>The one source that was named.</summary>
    public IImportFeed OpenFeed(ParseResult parsed)
    {
        var (file, withdraw, source) = (parsed.GetValue(_in), parsed.GetValue(_withdraw), parsed.GetValue(_source));
        return (file, withdraw, source) switch
        {
            ({ } records, null, null) => FileFeed.Open(records),
            (null, { } ids, null) => FileFeed.Open(ids),
            (null, null, { } address) => OpenDatabase(parsed, address),
            _ => throw CliFailureException.Usage("It is not clear what to import", "Give one of --in FILE, --withdraw FILE, or --source postgres://... with --query FILE."),
        };
    }

    private PostgresFeed OpenDatabase(ParseResult parsed, string address)
    {
        var query = parsed.GetValue(_query) ?? throw CliFailureException.Usage("There is no query", "Give --query FILE with one SELECT.");
        return new PostgresFeed(PostgresAddress.Parse(address), PostgresPassword.Read(parsed.GetValue(_passwordFile)), PostgresQuery.Read(query));
    }
}
