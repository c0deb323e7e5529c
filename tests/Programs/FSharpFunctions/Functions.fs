namespace OrleansPool.FSharpFunctions

open System
open System.Threading.Tasks

type Point = { Name: string; Size: float }

type Step = { Apply: int -> int }

type Figure =
    | Circle of radius: float
    | Square of side: float
    | Empty

/// What the F# compiler makes of functions, in the form in which a pool takes them.
module Sample =
    let scaled (factor: int) = Func<int, int>(fun x -> x * factor)

    let composed (first: int) =
        let add x = x + first
        Func<int, string>(add >> string)

    let grown = Func<Point, Point>(fun point -> { point with Size = point.Size * 2.0 })

    let area =
        Func<Figure, float>(fun figure ->
            match figure with
            | Circle radius -> radius * radius
            | Square side -> side * side
            | Empty -> 0.0)

    let sumIfAny (plus: int option) =
        Func<int list, int option>(fun numbers -> if numbers.IsEmpty then None else Some(List.sum numbers + defaultArg plus 0))

    let later (plus: int) =
        Func<int, Task<int>>(fun x ->
            task {
                do! Task.Delay 1
                return x + plus
            })

    /// A function of F# as a value, which is no delegate.
    let step (plus: int) = { Apply = fun x -> x + plus }

    /// A static: its value does not travel.
    let mutable held = 7

    let plusHeld = Func<int, int>(fun x -> x + held)

    let figures = [ Circle 2.0; Square 3.0; Empty ]

    let lists = [ [ 1; 2; 3 ]; [] ]
