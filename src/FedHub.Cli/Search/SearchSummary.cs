using System.Globalization;

namespace FedHub.Cli.Search;

/// <summary>The last line of a search: it says plainly who has not given a final verdict.</summary>
internal static class SearchSummary
{
    /// <summary>Where there is no table of the own records: why.</summary>
    public static string? OfOwn(SearchBoard board) => board.Own switch
    {
        null => "Own records: not looked in. This is not a no-hit.",
        var own => own.InScope.Any() ? null : $"Own records: {own.Country} has no collection for what was given.",
    };

    public static string Of(SearchBoard board)
    {
        var all = board.Countries.Count();
        var notFinal = board.NotFinal;
        if (all == 0)
        {
            return "No country was asked.";
        }

        var counts = string.Create(CultureInfo.InvariantCulture, $"{all - notFinal.Count} of {all} countries have given a final verdict");
        return counts + "."
            + (notFinal.Count == 0 ? "" : $" NOT FINAL: {string.Join(", ", notFinal)}. Do not read their silence as a no-hit.")
            + (board.Restricted.Count == 0 ? "" : $" By policy, a part was not asked of {string.Join(", ", board.Restricted)}; that part is not a no-hit.");
    }
}
