using System.Security.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.Index;
using FsCheck;
using FsCheck.Fluent;

namespace FedHub.Node.Tests.Index;

public sealed class FilterFileTests : IDisposable
{
    private static readonly SlotId _documents = SlotId.Parse("KAZ/persons/document");
    private static readonly SlotId _names = SlotId.Parse("KAZ/persons/name");
    private static readonly EpochNumber _epoch = new(7);

    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Write_TwoLabelledEntries_HasExactlyTheseBytes()
    {
        var file = FilterFile.Write(_names, _epoch, 2, 34, [new FilterEntry(1, 0x010203), new FilterEntry(0x3_ffff_ffff, 0xfffefd)]);

        var binding = Convert.ToHexStringLower(SHA256.HashData(Convert.FromHexString("0003" + "4b415a" + "0007" + "706572736f6e73" + "04" + "00000007")));
        Convert.ToHexStringLower(file).ShouldBe(
            "464846494c545231" + "01" + "22" + "03" + "00" + "00000007" + "00000002" + "0000000000000002" + binding + "00000000"
            + "0000000001" + "010203"
            + "03ffffffff" + "fffefd");
    }

    [Fact]
    public void Write_EntriesOutOfOrder_IsRefused() =>
        Should.Throw<ArgumentException>(() => FilterFile.Write(_documents, _epoch, 0, 40, [new FilterEntry(2, 0), new FilterEntry(1, 0)]));

    [Fact]
    public void Lookup_EqualTags_GivesAllTheirLabels()
    {
        using var filter = Map(FilterFile.Write(_names, _epoch, 0, 64, [new FilterEntry(4, 9), new FilterEntry(5, 1), new FilterEntry(5, 2), new FilterEntry(6, 3)]));
        var labels = new List<uint?>();

        filter.Lookup(TagOf(5), labels).ShouldBeTrue();
        labels.ShouldBe([1u, 2u]);
        filter.Lookup(TagOf(7), labels).ShouldBeFalse();
        filter.Lookup(TagOf(0), labels).ShouldBeFalse();
        labels.Count.ShouldBe(2);
    }

    [Fact]
    public void Lookup_AnyEntries_FindsEachAndNothingElse()
    {
        Prop.ForAll<ulong[], int>((tags, bits) =>
        {
            var tagBits = 34 + (Math.Abs(bits % 31));
            var sorted = tags.Select(tag => new FilterEntry(tag >> (64 - tagBits), 0)).Distinct().Order().ToArray();
            using var filter = Map(FilterFile.Write(_documents, _epoch, 0, tagBits, sorted));
            var present = sorted.Select(entry => entry.Tag).ToHashSet();
            return filter.IsSorted()
                && filter.IsFor(_documents, _epoch)
                && tags.All(tag => filter.Lookup(TagOf(tag), []))
                && tags.All(tag => filter.Lookup(TagOf(~tag), []) == present.Contains(~tag >> (64 - tagBits)));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void IsFor_OtherSlotOrEpoch_IsFalse()
    {
        using var filter = Map(FilterFile.Write(_documents, _epoch, 0, 40, [new FilterEntry(1, 0)]));

        filter.IsFor(_names, _epoch).ShouldBeFalse();
        filter.IsFor(SlotId.Parse("UZB/persons/document"), _epoch).ShouldBeFalse();
        filter.IsFor(_documents, new EpochNumber(8)).ShouldBeFalse();
    }

    [Fact]
    public void IsSorted_SwappedEntries_IsFalse()
    {
        var file = FilterFile.Write(_documents, _epoch, 0, 40, [new FilterEntry(1, 0), new FilterEntry(2, 0)]);
        (file[68], file[73]) = (file[73], file[68]);

        using var filter = Map(file);

        filter.IsSorted().ShouldBeFalse();
    }

    [Fact]
    public void Open_AnyMutatedFile_IsRefusedOrSafe()
    {
        var valid = FilterFile.Write(_names, _epoch, 0, 44, [.. Enumerable.Range(1, 50).Select(i => new FilterEntry((ulong)i * 1000, (uint)i))]);
        var refused = 0;
        for (var i = 0; i < 600; i++)
        {
            var mutated = (byte[])valid.Clone();
            mutated[i % 80] ^= (byte)(1 << (i % 8));
            File.WriteAllBytes(_path, i % 7 == 0 ? mutated[..(i % mutated.Length)] : mutated);
            try
            {
                using var filter = MemoryMappedFilter.Open(_path);
                filter.Lookup(TagOf((ulong)i << 30), []);
                filter.IsSorted();
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        refused.ShouldBeInRange(200, 599);
    }

    [Theory]
    [InlineData(0, 0, "it is shorter than a header")]
    [InlineData(8, 2, "its format is not 1")]
    [InlineData(9, 33, "its tags do not have 34 to 64 bits")]
    [InlineData(9, 65, "its tags do not have 34 to 64 bits")]
    [InlineData(10, 2, "its labels do not have 0 or 3 bytes")]
    [InlineData(27, 9, "its length does not fit its number of entries")]
    [InlineData(20, 255, "its length does not fit its number of entries")]
    [InlineData(63, 1, "reserved bytes are not zero")]
    public void Open_WrongHeader_SaysWhatIsWrong(int offset, byte value, string reason)
    {
        var file = FilterFile.Write(_names, _epoch, 0, 44, [new FilterEntry(1, 1)]);
        file[offset] = value;

        Should.Throw<InvalidDataException>(() => Map(offset == 0 ? file[..63] : file)).Message.ShouldBe($"The file is not a filter: {reason}.");
    }

    private static Tag TagOf(ulong top)
    {
        var bytes = new byte[Tag.Size];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes, top);
        Tag.TryFromBytes(bytes, out var tag).ShouldBeTrue();
        return tag;
    }

    private MemoryMappedFilter Map(byte[] file)
    {
        File.WriteAllBytes(_path, file);
        return MemoryMappedFilter.Open(_path);
    }
}
