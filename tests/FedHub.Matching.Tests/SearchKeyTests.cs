using System.Text;

namespace FedHub.Matching.Tests;

public sealed class SearchKeyTests
{
    [Fact]
    public void CanonicalBytes_OfKindAndValue_AreJoinedByUnitSeparator()
        => new SearchKey(KeyClass.Document, "doc", "KAZ:Ж1", 1).ToCanonicalBytes().ShouldBe([.. "doc"u8, 0x1F, .. "KAZ:Ж1"u8]);

    [Fact]
    public void CanonicalBytes_WeightAndClassDiffer_AreEqual()
        => new SearchKey(KeyClass.Document, "doc", "KAZ:1", 1).ToCanonicalBytes().ShouldBe(new SearchKey(KeyClass.Name, "doc", "KAZ:1", 2).ToCanonicalBytes());

    [Fact]
    public void ToString_OfKeySubjectAndKeys_HoldsNoIdentifier()
    {
        var subject = new MatchSubject { FullName = "Nurlan Bekov", Documents = ["KAZ:N7654321"], DateOfBirth = Keys.Date("1984-03-07") };
        var derived = SearchKeys.ForRecord(subject);
        var text = new StringBuilder().Append(subject).Append(derived).AppendJoin(' ', derived.Keys).ToString();

        text.ShouldNotContain("7654321");
        text.ShouldNotContain("Nurlan");
        text.ShouldNotContain("1984");
    }

    [Fact]
    public void KeyClass_Numbers_AreThoseOfTheWire()
        => Enum.GetValues<KeyClass>().Select(c => (byte)c).ShouldBe([1, 2, 3, 4, 5, 6]);
}
