using System.Runtime.InteropServices;

namespace FedHub.Transparency;

/// <summary>That a witness cosigned.</summary>
/// <param name="Name">Its name in the policy.</param>
/// <param name="At">When it says that it did.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct WitnessSeen(string Name, DateTimeOffset At);
