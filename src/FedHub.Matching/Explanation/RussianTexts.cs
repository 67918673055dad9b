using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace FedHub.Matching;

/// <summary>English clauses and their Russian. A clause with places, such as <c>{0}</c>, carries over what stands there.</summary>
internal sealed class RussianTexts
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);

    private readonly FrozenDictionary<string, string> _whole;
    private readonly List<(Regex English, string Russian)> _patterns = [];
    private readonly Func<string, string> _place;

    /// <summary>Prepares the patterns.</summary>
    /// <param name="texts">English, then Russian.</param>
    /// <param name="place">Translates what stands at a place.</param>
    public RussianTexts(IReadOnlyDictionary<string, string> texts, Func<string, string>? place = null)
    {
        _whole = texts.Where(text => !text.Key.Contains('{', StringComparison.Ordinal)).ToFrozenDictionary(StringComparer.Ordinal);
        _place = place ?? (text => text);
        foreach (var (english, russian) in texts.Where(text => text.Key.Contains('{', StringComparison.Ordinal)))
        {
            // Regex.Escape leaves closing braces alone.
            var pattern = Regex.Replace(Regex.Escape(english), @"\\\{(?<place>\d)}", "(?<p${place}>.+?)", RegexOptions.None, _patience);
            _patterns.Add((new Regex("^" + pattern + "$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, _patience), russian));
        }
    }

    /// <summary>The text in Russian: whole, by its pattern, or clause by clause; what is not known stays as it is.</summary>
    public string Of(string text)
        => Known(text) ?? (text.Contains("; ", StringComparison.Ordinal) ? string.Join("; ", text.Split("; ").Select(clause => Known(clause) ?? clause)) : text);

    private string? Known(string text)
    {
        if (_whole.TryGetValue(text, out var russian))
        {
            return russian;
        }

        foreach (var (english, pattern) in _patterns)
        {
            if (english.Match(text) is { Success: true } match)
            {
                var places = Enumerable.Range(0, match.Groups.Count - 1).Select(i => (object)_place(match.Groups[string.Create(CultureInfo.InvariantCulture, $"p{i}")].Value)).ToArray();
                return string.Format(CultureInfo.InvariantCulture, pattern, places);
            }
        }

        return null;
    }
}
