using System.CommandLine;
using System.Text;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Matching;

namespace FedHub.Cli.Log.Records;

/// <summary>What the case file says was searched, to be held against the record.</summary>
internal sealed class CaseFile
{
    private readonly Option<string> _name = new("--name") { Description = "Name that the case file says was searched, as typed." };
    private readonly Option<string> _born = new("--dob") { Description = "Date of birth: YYYY, YYYY-MM or YYYY-MM-DD." };
    private readonly Option<string[]> _documents = new("--passport") { Description = "Document: ISO3:NUMBER or a bare number. May be repeated." };
    private readonly Option<string[]> _personalNumbers = new("--national-id") { Description = "Personal number. May be repeated." };
    private readonly Option<string[]> _phones = new("--phone") { Description = "Telephone number. May be repeated." };
    private readonly Option<string[]> _vehicles = new("--vehicle") { Description = "Registration plate. May be repeated." };
    private readonly Option<string[]> _accounts = new("--account") { Description = "Account. May be repeated." };
    private readonly Option<string> _zone = new("--mrz") { Description = "Machine-readable zone; lines separated by a slash." };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _name, _born, _documents, _personalNumbers, _phones, _vehicles, _accounts, _zone })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The keys that the case file makes, by class, by the very rules that the gateway applies; null when nothing was given to compare.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="country">Whose gateway it was: national phone numbers are read as that country's.</param>
    /// <exception cref="CliFailureException">The date of birth cannot be read.</exception>
    public IReadOnlyDictionary<IdentifierClass, HashSet<string>>? Read(ParseResult parsed, string country)
    {
        PartialDate? born = null;
        if (parsed.GetValue(_born) is { } date)
        {
            born = PartialDate.TryParse(date, out var read, out var problem) ? read : throw CliFailureException.Usage("The date of birth cannot be read: " + problem);
        }

        var subject = new MatchSubject
        {
            FullName = parsed.GetValue(_name),
            DateOfBirth = born,
            Documents = parsed.GetValue(_documents) ?? [],
            PersonalNumbers = parsed.GetValue(_personalNumbers) ?? [],
            Phones = parsed.GetValue(_phones) ?? [],
            Vehicles = parsed.GetValue(_vehicles) ?? [],
            Accounts = parsed.GetValue(_accounts) ?? [],
            MachineReadableZones = parsed.GetValue(_zone) is { } zone ? [zone.Replace('/', '\n')] : [],
            Country = country,
        };
        var keys = SearchKeys.ForSearch(subject).Keys
            .GroupBy(key => (IdentifierClass)(byte)key.Class)
            .ToDictionary(group => group.Key, group => group.Take(Voprf.MaxBatchCount).Select(key => Encoding.UTF8.GetString(key.ToCanonicalBytes())).ToHashSet(StringComparer.Ordinal));
        return keys.Count == 0 ? null : keys;
    }

    /// <summary>Compares, class by class.</summary>
    public static IEnumerable<(bool Holds, string Text)> Compare(IReadOnlyDictionary<IdentifierClass, HashSet<string>> expected, OpenedRecord record)
    {
        foreach (var identifierClass in expected.Keys.Concat(record.Classes.Keys).Distinct().Order())
        {
            var file = expected.GetValueOrDefault(identifierClass) ?? [];
            var searched = record.Classes.TryGetValue(identifierClass, out var opened) ? opened.Keys.ToHashSet(StringComparer.Ordinal) : [];
            var (less, more) = (file.Except(searched).Count(), searched.Except(file).Count());
            yield return (less + more == 0, less + more == 0
                ? FormattableString.Invariant($"case file, {identifierClass.ToToken()}: {searched.Count} key(s), no less and no more")
                : FormattableString.Invariant($"case file, {identifierClass.ToToken()}: {less} key(s) of the file were not searched, {more} were searched that are not in the file"));
        }
    }
}
