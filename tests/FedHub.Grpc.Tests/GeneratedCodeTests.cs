using FedHub.Grpc.Tests.Protos.Shapes;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace FedHub.Grpc.Tests;

/// <summary>Guards the combination of the runtime and the code generator, whose versions differ.</summary>
public sealed class GeneratedCodeTests
{
    [Fact]
    public void Message_OfEveryShape_SurvivesBinaryForm()
    {
        var message = Filled();

        var parsed = Shapes.Parser.ParseFrom(message.ToByteArray());

        parsed.ShouldBe(message);
        parsed.ScalarMap["a"].ShouldBe(long.MinValue);
        parsed.BytesMap[-5].ToByteArray().ShouldBe([1, 2]);
        parsed.MessageMap["leaf"].Name.ShouldBe("in a map");
        parsed.HasOptionalNumber.ShouldBeTrue();
        parsed.OptionalNumber.ShouldBe(0);
        parsed.HasOptionalText.ShouldBeFalse();
        parsed.ChoiceCase.ShouldBe(Shapes.ChoiceOneofCase.ChoiceLeaf);
        parsed.Any.Unpack<Leaf>().Name.ShouldBe("in an any");
        parsed.Wrapped.ShouldBe(0);
    }

    [Fact]
    public void Message_OfEveryShape_SurvivesJsonForm()
    {
        var registry = Google.Protobuf.Reflection.TypeRegistry.FromMessages(Leaf.Descriptor);
        var json = new JsonFormatter(JsonFormatter.Settings.Default.WithTypeRegistry(registry)).Format(Filled());

        new JsonParser(JsonParser.Settings.Default.WithTypeRegistry(registry)).Parse<Shapes>(json).ShouldBe(Filled());
    }

    [Fact]
    public void UnknownFields_SurviveAnOlderPeer()
    {
        var old = OldShapes.Parser.ParseFrom(Filled().ToByteArray());

        Shapes.Parser.ParseFrom(old.ToByteArray()).ShouldBe(Filled());
    }

    [Fact]
    public void PackedAndUnpacked_AreReadAlike()
    {
        // Field 40 unpacked (40 = 0xc0 0x02 as varint tag), field 41 packed (0xca 0x02).
        var parsed = Shapes.Parser.ParseFrom([0xc0, 0x02, 7, 0xc0, 0x02, 8, 0xca, 0x02, 2, 9, 10]);

        parsed.PackedNumbers.ShouldBe([7, 8]);
        parsed.UnpackedNumbers.ShouldBe([9, 10]);
    }

    [Fact]
    public void Reflection_KnowsEveryField()
    {
        Shapes.Descriptor.FullName.ShouldBe("fedhub.grpc.tests.shapes.Shapes");
        Shapes.Descriptor.Fields.InFieldNumberOrder().Count.ShouldBe(38);
        Shapes.Descriptor.FindFieldByName("scalar_map").IsMap.ShouldBeTrue();
        ((Leaf)Shapes.Descriptor.FindFieldByName("message_field").Accessor.GetValue(Filled())).Name.ShouldBe("leaf");
    }

    [Fact]
    public void MutatedBytes_ParseOrThrowInvalidProtocolBuffer()
    {
        var random = new Random(5);
        var whole = Filled().ToByteArray();
        for (var i = 0; i < 5_000; i++)
        {
            var octets = (byte[])whole.Clone();
            octets[random.Next(octets.Length)] = (byte)random.Next(256);
            try
            {
                Shapes.Parser.ParseFrom(octets.AsSpan(0, random.Next(octets.Length + 1))).ShouldNotBeNull();
            }
            catch (InvalidProtocolBufferException)
            {
                // The one exception that the layer counts on.
            }
        }
    }

    private static Shapes Filled()
    {
        var message = new Shapes
        {
            DoubleField = double.Epsilon,
            FloatField = -1.5f,
            Int32Field = int.MinValue,
            Int64Field = long.MinValue,
            Uint32Field = uint.MaxValue,
            Uint64Field = ulong.MaxValue,
            Sint32Field = -1,
            Sint64Field = long.MinValue,
            Fixed32Field = 1,
            Fixed64Field = ulong.MaxValue,
            Sfixed32Field = -2,
            Sfixed64Field = -3,
            BoolField = true,
            StringField = "text ☺ 😈 \0",
            BytesField = ByteString.CopyFrom(0, 255),
            EnumField = Colour.Negative,
            MessageField = new Leaf { Name = "leaf" },
            OptionalNumber = 0,
            OptionalOctets = ByteString.Empty,
            ChoiceLeaf = new Leaf { Name = "chosen" },
            PackedNumbers = { 1, -1, int.MaxValue },
            UnpackedNumbers = { 5, 6 },
            Texts = { "", "b" },
            Octets = { ByteString.Empty, ByteString.CopyFromUtf8("x") },
            Leaves = { new Leaf(), new Leaf { Name = "second" } },
            Colours = { Colour.Red, Colour.Unspecified },
            Timestamp = new Timestamp { Seconds = 1_700_000_000, Nanos = 5 },
            Duration = new Duration { Seconds = -1, Nanos = -500 },
            Any = Any.Pack(new Leaf { Name = "in an any" }),
            Wrapped = 0,
            Nested = new Shapes.Types.Nested { Parent = new Shapes { Int32Field = 1 } },
        };
        message.ScalarMap["a"] = long.MinValue;
        message.BytesMap[-5] = ByteString.CopyFrom(1, 2);
        message.MessageMap["leaf"] = new Leaf { Name = "in a map" };
        message.EnumMap[true] = Colour.Red;
        return message;
    }
}
