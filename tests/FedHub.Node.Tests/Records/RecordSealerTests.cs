using FedHub.Cryptography.Match;
using FedHub.Matching;
using FedHub.Node.Records;
using FedHub.Node.Tests.Storage;

namespace FedHub.Node.Tests.Records;

public sealed class RecordSealerTests
{
    private static readonly RecordContent _content = new()
    {
        RecordId = "R1",
        Category = RecordCategory.Witness,
        FullName = "Жаңыл Қасымбекова",
        Country = "KGZ",
        DateOfBirth = PartialDate.TryParse("1960-08", out var born, out _) ? born : null,
        Documents = ["KGZ:AN1", "AN2"],
        Free = [new RecordField("summary.place", "Osh")],
    };

    [Fact]
    public void Codec_Record_ComesBackWhole()
    {
        var decoded = RecordContentCodec.Decode(RecordContentCodec.Encode(_content));

        decoded.ToFields().ShouldBe(
        [
            new RecordField("record_id", "R1"),
            new RecordField("full_name", "Жаңыл Қасымбекова"),
            new RecordField("date_of_birth", "1960-08"),
            new RecordField("nationality", "KGZ"),
            new RecordField("document", "KGZ:AN1; AN2"),
            new RecordField("summary.place", "Osh"),
        ]);
        decoded.Category.ShouldBe(RecordCategory.Witness);
    }

    [Fact]
    public async Task Open_SwappedRowOrClass_IsRefused()
    {
        await using var node = await TestNode.CreateAsync();
        using var sealer = new RecordSealer(node.Keys);
        var key = new StoredKey(IdentifierClass.Phone, "phone", 12.5, [.. Enumerable.Range(0, 32).Select(i => (byte)i)]);
        var (mine, other) = (sealer.Reference("R1"), sealer.Reference("R2"));
        var sealedKeys = sealer.SealKeys(mine, IdentifierClass.Phone, [key]);
        var sealedContent = sealer.SealContent(mine, RecordContentCodec.Encode(_content));

        var opened = sealer.OpenKeys(mine, IdentifierClass.Phone, sealedKeys).ShouldHaveSingleItem();
        (opened.Kind, opened.Weight).ShouldBe(("phone", 12.5));
        opened.Stretched.ShouldBe(key.Stretched);
        sealer.OpenContent(mine, sealedContent).RecordId.ShouldBe("R1");
        Should.Throw<InvalidDataException>(() => sealer.OpenKeys(other, IdentifierClass.Phone, sealedKeys));
        Should.Throw<InvalidDataException>(() => sealer.OpenKeys(mine, IdentifierClass.Name, sealedKeys));
        Should.Throw<InvalidDataException>(() => sealer.OpenContent(other, sealedContent));
    }

    [Fact]
    public void ToString_AnyRecordType_TellsNothing()
    {
        _content.ToString().ShouldBe("RecordContent");
        new RecordField("full_name", "X").ToString().ShouldBe("RecordField(full_name)");
        new StoredKey(IdentifierClass.Phone, "phone", 1, []).ToString().ShouldBe("StoredKey(phone)");
    }
}
