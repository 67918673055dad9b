using System.CommandLine;
using FedHub.Cli.Officers;
using FedHub.Protocol;

namespace FedHub.Cli.Search;

/// <summary>The options of <c>fedhub search</c>.</summary>
internal sealed class SearchOptions
{
    private const int MaxWaitDays = 7;

    private readonly Option<string> _name = new("--name") { Description = "Full name in any script; SURNAME, Given tells the order." };
    private readonly Option<string> _born = new("--dob") { Description = "Date of birth: YYYY, YYYY-MM or YYYY-MM-DD." };
    private readonly Option<string[]> _documents = Many("--passport", "Passport or other document: ISO3:NUMBER or a bare number. May be repeated.");
    private readonly Option<string[]> _personalNumbers = Many("--national-id", "National personal number: ISO3:NUMBER or a bare number. May be repeated.");
    private readonly Option<string[]> _phones = Many("--phone", "Telephone number. May be repeated.");
    private readonly Option<string[]> _vehicles = Many("--vehicle", "Registration plate, ISO3:PLATE, or vehicle identification number. May be repeated.");
    private readonly Option<string[]> _accounts = Many("--account", "IBAN, e-mail, platform:handle or wallet. May be repeated.");
    private readonly Option<string> _zone = new("--mrz") { Description = "Machine-readable zone; lines separated by a slash or a line feed." };
    private readonly Option<string> _purpose = new("--purpose") { Description = "Why: " + string.Join(", ", Tokens.AllPurposes) + ".", Required = true };
    private readonly Option<string> _legalBasis = new("--legal-basis") { Description = "On what legal basis, from your country's list.", Required = true };
    private readonly Option<string> _case = new("--case") { Description = "Case reference; it stays in your country.", Required = true };
    private readonly Option<string[]> _to = new("--to")
    {
        Description = "Countries to ask (KGZ UZB or KGZ,UZB); all that the purpose allows when left out.",
        AllowMultipleArgumentsPerToken = true,
    };
    private readonly Option<bool> _asTyped = new("--as-typed") { Description = "Search what was typed although a check digit fails: forged papers fail theirs." };

    private readonly Option<int?> _wait = new("--wait")
    {
        Description = "Let the hub hold the query for countries that are away: 1 to 7 days, 7 when no number is given. See it later with fedhub searches.",
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "DAYS",
    };
    private readonly Option<bool> _confirm = new("--confirm") { Description = "See first which countries have something, then choose whose disclosure is asked for." };

    public SearchOptions()
    {
        _purpose.AcceptOnlyFromAmong([.. Tokens.AllPurposes]);
    }

    /// <summary>A file of searches instead of one.</summary>
    public Option<FileInfo> Bulk { get; } = new("--bulk")
    {
        Description = "Screen a CSV file instead: a supervisor approves it first, then the same command runs it, and takes it up again. See docs/searches.md.",
    };

    public Option<bool> Json { get; } = new("--json") { Description = "One JSON document instead of a table." };

    public Option<string> Profile { get; } = new("--profile")
    {
        Description = "Folder of the officer's key and profile.",
        DefaultValueFactory = _ => OfficerProfile.DefaultFolder,
    };

    public Option<FileInfo> PassphraseFile { get; } = Terminal.Passphrases.CreateOption();

    public IEnumerable<Option> All =>
    [
        _name, _born, _documents, _personalNumbers, _phones, _vehicles, _accounts, _zone,
        _purpose, _legalBasis, _case, _to, _asTyped, _wait, _confirm, Bulk, Json, Profile, PassphraseFile,
    ];

    public SearchInput Read(ParseResult parsed)
    {
        if (!Tokens.TryParsePurpose(parsed.GetRequiredValue(_purpose), out var purpose))
        {
            throw CliFailureException.Usage("The purpose is not one of the list", "Run fedhub search --help.");
        }

        var input = new SearchInput
        {
            FullName = parsed.GetValue(_name) ?? "",
            DateOfBirth = parsed.GetValue(_born) ?? "",
            Documents = parsed.GetValue(_documents) ?? [],
            PersonalNumbers = parsed.GetValue(_personalNumbers) ?? [],
            Phones = parsed.GetValue(_phones) ?? [],
            Vehicles = parsed.GetValue(_vehicles) ?? [],
            Accounts = parsed.GetValue(_accounts) ?? [],
            MachineReadableZone = (parsed.GetValue(_zone) ?? "").Replace('/', '\n'),
            Purpose = purpose,
            LegalBasis = parsed.GetRequiredValue(_legalBasis),
            CaseReference = parsed.GetRequiredValue(_case),
            To = [.. (parsed.GetValue(_to) ?? []).SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries)).Select(code => code.Trim().ToUpperInvariant())],
            AsTyped = parsed.GetValue(_asTyped),
            Wait = ReadWait(parsed),
            Confirms = parsed.GetValue(_confirm),
        };
        if (parsed.GetValue(Bulk) is not null)
        {
            return IsEmpty(input) && input.DateOfBirth.Length == 0 && input is { Confirms: false } && input.Wait == TimeSpan.Zero
                ? input
                : throw CliFailureException.Usage("A screening takes its searches from the file", "Leave names, numbers, --wait and --confirm out.");
        }

        if (IsEmpty(input))
        {
            throw CliFailureException.Usage("There is nothing to search for", "Give --passport, --national-id, --phone, --vehicle, --account, --mrz, or --name with --dob.");
        }

        return input;
    }

    private TimeSpan ReadWait(ParseResult parsed)
    {
        if (parsed.GetResult(_wait) is null)
        {
            return TimeSpan.Zero;
        }

        var days = parsed.GetValue(_wait) ?? MaxWaitDays;
        return days is >= 1 and <= MaxWaitDays
            ? TimeSpan.FromDays(days)
            : throw CliFailureException.Usage("A search waits for 1 to 7 days", "Give --wait 3, or --wait alone for 7.");
    }

    /// <summary>Whether there is nothing to look up; a date of birth alone is nothing.</summary>
    public static bool IsEmpty(SearchInput input)
        => input is { FullName: "", MachineReadableZone: "", Documents: [], PersonalNumbers: [], Phones: [], Vehicles: [], Accounts: [] };

    private static Option<string[]> Many(string name, string description) => new(name) { Description = description };
}
