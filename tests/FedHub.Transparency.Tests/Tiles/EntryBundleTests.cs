namespace FedHub.Transparency.Tests;

public sealed class EntryBundleTests
{
    [Fact]
    public void Bundle_IsLengthsAndEntries() =>
        Convert.ToHexStringLower(EntryBundle.Encode([new byte[] { 0xaa }, ReadOnlyMemory<byte>.Empty, new byte[] { 0xbb, 0xcc }]))
            .ShouldBe("0001aa00000002bbcc");

    [Fact]
    public void Bundle_ReadBack_HasTheEntries()
    {
        ReadOnlyMemory<byte>[] entries = [new byte[65_535], new byte[] { 1 }, ReadOnlyMemory<byte>.Empty];

        EntryBundle.TryDecode(EntryBundle.Encode(entries), 3, out var read).ShouldBeTrue();

        read.Select(entry => entry.ToArray()).ShouldBe(entries.Select(entry => entry.ToArray()));
    }

    [Theory]
    [InlineData("0001aa", 2)]
    [InlineData("0001aa", 0)]
    [InlineData("0001aa00", 1)]
    [InlineData("0002aa", 1)]
    [InlineData("00", 1)]
    [InlineData("", 1)]
    [InlineData("0001aa0001bb", 1)]
    public void Bundle_WithMoreOrFewerBytes_IsRefused(string hex, int count) =>
        EntryBundle.TryDecode(Convert.FromHexString(hex), count, out _).ShouldBeFalse();

    [Fact]
    public void Bundle_OfNothingOrTooMuch_IsNotMade()
    {
        Should.Throw<ArgumentException>(() => EntryBundle.Encode([]));
        Should.Throw<ArgumentException>(() => EntryBundle.Encode([.. Enumerable.Repeat(ReadOnlyMemory<byte>.Empty, 257)]));
        Should.Throw<ArgumentException>(() => EntryBundle.Encode([new byte[65_536]]));
    }

    [Fact]
    public void Bundle_Mutated_IsRefusedOrReadsBackAsItself()
    {
        var bundle = EntryBundle.Encode([new byte[] { 1, 2, 3 }, new byte[] { 4 }, new byte[] { 5, 6 }]);
        foreach (var bytes in Mutations.Fuzzed(bundle, 20_000))
        {
            if (EntryBundle.TryDecode(bytes, 3, out var entries))
            {
                EntryBundle.Encode([.. entries]).ShouldBe(bytes);
            }
        }
    }
}
