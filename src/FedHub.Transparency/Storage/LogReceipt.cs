using System.Runtime.InteropServices;
using FedHub.Cryptography;

namespace FedHub.Transparency;

/// <summary>Where an entry is, for ever.</summary>
/// <param name="Index">Its place in the log, counted from 0 without gaps.</param>
/// <param name="LeafHash">The hash of the leaf that is stored there.</param>
/// <param name="IsNew">False when an earlier append with the same key had put it there.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LogReceipt(long Index, Digest LeafHash, bool IsNew);
