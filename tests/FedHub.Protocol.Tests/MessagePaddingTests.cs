using FedHub.Contracts.Query.V1;
using Google.Protobuf;

namespace FedHub.Protocol.Tests;

public sealed class MessagePaddingTests
{
    [Theory]
    [InlineData(256)]
    [InlineData(1024)]
    [InlineData(4096)]
    public void For_AnyContentLength_GivesAMultipleAndNeverAnUnpaddedMessage(int multiple)
    {
        for (var length = 1; length < 3 * multiple; length++)
        {
            var message = new AnswerContent { Proof = ByteString.CopyFrom(new byte[length]) };
            var unpadded = message.CalculateSize();

            message.Padding = MessagePadding.For(unpadded, multiple);

            (message.CalculateSize() % multiple).ShouldBe(0, $"{length} bytes");
            message.CalculateSize().ShouldBeGreaterThan(unpadded);
        }
    }
}
