namespace FedHub.Cli.Terminal;

/// <summary>Text from outside, such as a payload of the log or an agency's name, on its way to a terminal.</summary>
internal static class PrintableText
{
    /// <summary>The text on one line: it cannot move the cursor, recolour the terminal, feign a line, or turn the direction of what stands beside it.</summary>
    public static string Of(string text) => string.Concat(text.Select(character => IsHarmless(character) ? character : ' '));

    // Joiners stay, which Persian names need; marks that turn a whole line round do not (Unicode Technical Report 36).
    private static bool IsHarmless(char character) =>
        !char.IsControl(character) && character is not ('\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'));
}
