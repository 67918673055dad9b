using System.Globalization;

namespace FedHub.Node.Import;

/// <summary>Reads the end of a record's life.</summary>
internal static class ExpiryText
{
    internal const string Expected = "expected a whole date, the last day on which the record may be found, or a moment such as 2027-01-31T12:00:00Z";

    private static readonly string[] _moments = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:sszz", "yyyy-MM-dd HH:mm:ss.FFFFFFzz"];

    /// <summary>From when on the record must not be found: of a day, the midnight (UTC) that ends it.</summary>
    internal static bool TryRead(string text, IReadOnlyList<DateFormat> formats, out DateTimeOffset end)
    {
        foreach (var format in formats)
        {
            if (format.TryRead(text, out var date, out _) && date is { Month: > 0, Day: > 0 })
            {
                end = new DateTimeOffset(date.Year, date.Month, date.Day, 0, 0, 0, TimeSpan.Zero).AddDays(1);
                return true;
            }
        }

        // A moment without an offset would be a different one in each country.
        end = default;
        return text.Length > 10
            && (text[^1] is 'Z' || text.AsSpan(10).ContainsAny('+', '-'))
            && DateTimeOffset.TryParseExact(text, _moments, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out end);
    }
}
