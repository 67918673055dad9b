using System.Globalization;
using System.Text;

namespace FedHub.Matching;

/// <summary>E-mail addresses: lower case, the domain in its ASCII form (IDNA).</summary>
internal static class EmailAddress
{
    private const int MaxLocalPart = 64;

    private static readonly IdnMapping _idn = new() { AllowUnassigned = false, UseStd3AsciiRules = true };

    public static bool Derive(string text, KeyCollector collector)
    {
        var at = text.LastIndexOf('@');
        if (at is <= 0 or > MaxLocalPart || Domain(text[(at + 1)..]) is not { } domain || Local(text[..at]) is not { } local)
        {
            return false;
        }

        collector.Add(KeyClass.Account, KeyKinds.Email, local + "@" + domain);
        return true;
    }

    private static string? Local(string text)
        => text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || char.IsSurrogate(c) || c is '@' or '"' or '<' or '>' or '\uFFFE' or '\uFFFF')
            ? null : text.Normalize(NormalizationForm.FormKC).ToLowerInvariant();

    private static string? Domain(string text)
    {
        var dotted = text.TrimEnd('.');
        if (!dotted.Contains('.', StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            return _idn.GetAscii(dotted).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            // IdnMapping has no Try form; a domain it refuses is simply not one.
            return null;
        }
    }
}
