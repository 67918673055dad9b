using FedHub.Cli.Terminal;

namespace FedHub.Cli.Tests.Terminal;

public sealed class PrintableTextTests
{
    [Theory]
    [InlineData("one\n       2  2026-11-22 an invented entry", "one        2  2026-11-22 an invented entry")]
    [InlineData("\u001b[2Jgone\u009b1A", " [2Jgone 1A")]
    [InlineData("a\u202Etxt\u2069\u2028b", "a txt  b")]
    [InlineData("نیک\u200Cبخت, Кайрат, 李", "نیک\u200Cبخت, Кайрат, 李")]
    public void Of_TextFromOutside_StaysOnItsLineAndDoesNothing(string text, string expected) => PrintableText.Of(text).ShouldBe(expected);
}
