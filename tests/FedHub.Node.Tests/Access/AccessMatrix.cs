using FedHub.Protocol;

namespace FedHub.Node.Tests.Access;

/// <summary>The matrix as docs/roles.md prints it: what the code is held against.</summary>
internal static class AccessMatrix
{
    public const string Operator = "operator";
    public const string AnyKey = "any key";

    private static readonly Lazy<IReadOnlyDictionary<(string Call, string Caller), bool>> _cells = new(Read);

    public static IReadOnlyList<OfficerRole> Roles { get; } =
        [OfficerRole.Investigator, OfficerRole.Supervisor, OfficerRole.Admin, OfficerRole.Reviewer, OfficerRole.NationalAuditor];

    /// <summary>Names as the document has them, <c>Service/Method</c>.</summary>
    public static IReadOnlyList<string> Calls { get; } = [.. _cells.Value.Keys.Select(cell => cell.Call).Distinct()];

    public static bool Permits(string call, string caller) => _cells.Value[(call, caller)];

    public static bool Permits(string call, OfficerRole role) => Permits(call, Tokens.Of(role).Replace('-', ' '));

    /// <summary>A path without its package.</summary>
    public static string Short(string method) => method[(method.LastIndexOf('.') + 1)..];

    private static Dictionary<(string, string), bool> Read()
    {
        var rows = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "roles.md"))
            .SkipWhile(line => !line.StartsWith("| call |", StringComparison.Ordinal))
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))
            .ToList();
        return rows.Skip(2)
            .SelectMany(row => rows[0].Skip(1).Select((caller, column) => (Call: row[0].Trim('`'), caller, Cell: row[column + 1])))
            .ToDictionary(cell => (cell.Call, cell.caller), cell => cell.Cell switch
            {
                "yes" => true,
                "–" => false,
                _ => throw new InvalidDataException($"docs/roles.md: {cell.Call}: a cell is `yes` or `–`, not `{cell.Cell}`."),
            });
    }
}
