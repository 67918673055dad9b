using System.Diagnostics.CodeAnalysis;
using FedHub.Cryptography.Match;
using Slot = FedHub.Contracts.Common.V1.Slot;

namespace FedHub.Protocol;

/// <summary>Slots as messages and back.</summary>
public static class SlotCodec
{
    /// <summary>As a message.</summary>
    public static Slot ToProto(SlotId slot) => new()
    {
        Member = slot.Member.ToString(),
        Collection = slot.Collection.ToString(),
        IdentifierClass = (Contracts.Common.V1.IdentifierClass)(int)slot.Class,
    };

    /// <summary>From a message; false when a name is not well-formed or the class unknown.</summary>
    public static bool TryRead([NotNullWhen(true)] Slot? message, out SlotId slot)
    {
        slot = default;
        if (message is null
            || !MemberId.TryParse(message.Member, out var member)
            || !CollectionName.TryParse(message.Collection, out var collection)
            || !IdentifierClasses.TryFromNumber((int)message.IdentifierClass, out var identifierClass))
        {
            return false;
        }

        slot = new SlotId(member, collection, identifierClass);
        return true;
    }
}
