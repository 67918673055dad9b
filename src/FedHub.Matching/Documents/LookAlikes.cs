namespace FedHub.Matching;

/// <summary>Characters that people and machines mistake for one another.</summary>
internal static class LookAlikes
{
    private const string Cyrillic = "АВЕКМНОРСТУХІЈЅҮԚԜ";
    private const string Latin = "ABEKMHOPCTYXIJSYQW";

    /// <summary>Cyrillic capitals as the Latin ones they look like.</summary>
    public static string ToLatin(string number) => string.Create(number.Length, number, static (span, from) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            var at = Cyrillic.IndexOf(from[i], StringComparison.Ordinal);
            span[i] = at < 0 ? from[i] : Latin[at];
        }
    });

    /// <summary>As <see cref="ToLatin"/>, and O as 0, I as 1.</summary>
    public static string Fold(string number) => ToLatin(number).Replace('O', '0').Replace('I', '1');

    /// <summary>Whether some other writing folds to the same text, so that the folded key can meet where the plain one cannot.</summary>
    public static bool IsAmbiguous(string number) => number.AsSpan().IndexOfAnyExceptInRange('2', '9') >= 0;
}
