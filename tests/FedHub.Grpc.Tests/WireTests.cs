using System.Text;
using FedHub.Grpc.Wire;
using FsCheck;
using FsCheck.Fluent;
using Grpc.Core;

namespace FedHub.Grpc.Tests;

public sealed class WireTests
{
    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("100%", "100%25")]
    [InlineData("\t\r\n", "%09%0D%0A")]
    [InlineData("☺", "%E2%98%BA")]
    [InlineData("😈", "%F0%9F%98%88")]
    [InlineData("~\u007f", "~%7F")]
    [InlineData("", "")]
    public void PercentEncoding_Text_IsWrittenAsTheProtocolSays(string text, string encoded)
    {
        PercentEncoding.Encode(text).ShouldBe(encoded);
        PercentEncoding.Decode(encoded).ShouldBe(text);
    }

    [Theory]
    [InlineData("%", "%")]
    [InlineData("%4", "%4")]
    [InlineData("%zz", "%zz")]
    [InlineData("%%41", "%A")]
    [InlineData("%e2%98%ba", "☺")]
    [InlineData("%FF", "\ufffd")]
    [InlineData("a%", "a%")]
    public void PercentEncoding_Malformed_StaysReadable(string encoded, string text) => PercentEncoding.Decode(encoded).ShouldBe(text);

    [Fact]
    public void PercentEncoding_AnyText_SurvivesAndIsPrintableAscii() =>
        Check.QuickThrowOnFailure(Prop.ForAll<NonNull<string>>(text =>
        {
            var encoded = PercentEncoding.Encode(text.Get);
            var scalars = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Get));
            return encoded.All(c => c is >= ' ' and <= '~') && string.Equals(PercentEncoding.Decode(encoded), scalars, StringComparison.Ordinal);
        }));

    [Fact]
    public void PercentEncoding_AnyInput_Decodes() =>
        Check.QuickThrowOnFailure(Prop.ForAll<NonNull<string>>(text =>
            PercentEncoding.Decode("%" + text.Get).Length + PercentEncoding.Decode(text.Get + "%4").Length >= 3));

    [Theory]
    [InlineData("1H", 36_000_000_000)]
    [InlineData("2M", 1_200_000_000)]
    [InlineData("3S", 30_000_000)]
    [InlineData("4m", 40_000)]
    [InlineData("5u", 50)]
    [InlineData("600n", 6)]
    [InlineData("99n", 0)]
    [InlineData("00000001S", 10_000_000)]
    public void GrpcTimeout_WellFormed_Parses(string text, long ticks)
    {
        GrpcTimeout.TryParse(text, out var timeout).ShouldBeTrue();
        timeout.Ticks.ShouldBe(ticks);
    }

    [Theory]
    [InlineData(1, "1u")]
    [InlineData(11, "2u")]
    [InlineData(10_000_000, "1000000u")]
    [InlineData(999_999_990, "99999999u")]
    [InlineData(999_999_991, "100000m")]
    [InlineData(999_999_990_000_001, "1666667M")]
    public void GrpcTimeout_Format_TakesTheFinestUnitThatFits(long ticks, string text) =>
        GrpcTimeout.Format(TimeSpan.FromTicks(ticks)).ShouldBe(text);

    [Fact]
    public void GrpcTimeout_AnyTime_ParsesBackToNoLess() =>
        Check.QuickThrowOnFailure(Prop.ForAll<PositiveInt, byte>((value, shift) =>
        {
            var time = TimeSpan.FromTicks((long)value.Get << (shift % 30));
            return GrpcTimeout.TryParse(GrpcTimeout.Format(time), out var parsed) && parsed >= time && GrpcTimeout.Format(time).Length <= 9;
        }));

    [Fact]
    public void GrpcTimeout_MutatedText_NeverThrows()
    {
        var random = new Random(3);
        for (var i = 0; i < 20_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(12)).Select(_ => "0123456789HMSmun -+.,\u0660"[random.Next(22)])]);
            var ok = GrpcTimeout.TryParse(text, out var timeout);

            ok.ShouldBe(text.Length is >= 2 and <= 9 && text[..^1].All(char.IsAsciiDigit) && "HMSmun".Contains(text[^1], StringComparison.Ordinal), text);
            timeout.ShouldBeGreaterThanOrEqualTo(TimeSpan.Zero);
        }
    }

    [Fact]
    public void BinaryHeader_AnyBytes_SurviveWithAndWithoutPadding() =>
        Check.QuickThrowOnFailure(Prop.ForAll<byte[]>(octets =>
        {
            var encoded = BinaryHeader.Encode(octets);
            return !encoded.Contains('=', StringComparison.Ordinal)
                && BinaryHeader.TryDecode(encoded, out var plain) && plain.SequenceEqual(octets)
                && BinaryHeader.TryDecode(Convert.ToBase64String(octets), out var padded) && padded.SequenceEqual(octets);
        }));

    [Fact]
    public void BinaryHeader_MutatedText_NeverThrows()
    {
        var random = new Random(4);
        for (var i = 0; i < 20_000; i++)
        {
            var text = BinaryHeader.Encode(BitConverter.GetBytes(random.NextInt64())).ToCharArray();
            text[random.Next(text.Length)] = (char)random.Next(0x180);

            _ = BinaryHeader.TryDecode(text, out var octets);

            octets.Length.ShouldBeLessThanOrEqualTo(9);
        }
    }

    [Theory]
    [InlineData("0", StatusCode.OK)]
    [InlineData("16", StatusCode.Unauthenticated)]
    [InlineData("17", StatusCode.Unknown)]
    [InlineData("-1", StatusCode.Unknown)]
    [InlineData("", StatusCode.Unknown)]
    [InlineData("99999999999999", StatusCode.Unknown)]
    public void StatusWire_Code_OutOfRangeIsUnknown(string code, StatusCode expected) =>
        StatusWire.Parse(code, null).StatusCode.ShouldBe(expected);
}
