using FedHub.Cli.Search;
using FedHub.Protocol;

namespace FedHub.Federation.Tests.Support;

/// <summary>Searches that the tests make, and their results in few words.</summary>
internal static class Searches
{
    public const string CaseReference = "CASE-4711-федерация";

    private static readonly string[] _others = ["KGZ", "UZB"];

    /// <summary>The passport that both hold.</summary>
    public static SearchInput Shared => Passport(TestPeople.SharedPassport);

    public static SearchInput Passport(string passport) => Empty with { Documents = [passport] };

    public static SearchInput Phone(string phone) => Empty with { Phones = [phone] };

    public static SearchInput Name(string name, string born) => Empty with { FullName = name, DateOfBirth = born };

    private static SearchInput Empty => new()
    {
        Purpose = Purpose.Investigation,
        LegalBasis = "Criminal Procedure Code",
        CaseReference = CaseReference,
        To = _others,
        AsTyped = true,
    };

    /// <summary>Each country's outcomes, a hit with its grade, as <c>KGZ HIT A; UZB NO_HIT</c>.</summary>
    public static string Summary(SearchBoard board) => string.Join(
        "; ",
        board.Countries.SelectMany(country => CountryOutcomes.Merge(country.Key, country.Value))
            .Select(outcome => $"{outcome.Country} {Tokens.Of(outcome.Outcome)}{(outcome.Outcome == Outcome.Hit ? " " + outcome.Grade : "")}"));

    /// <summary>The outcomes of one country, without repetition.</summary>
    public static IReadOnlyList<Outcome> Of(SearchBoard board, string country)
        => [.. board.Verdicts.Where(verdict => verdict.Member == country).Select(verdict => verdict.Outcome).Distinct().Order()];
}
