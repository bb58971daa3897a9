//! The functions of a module in an order that compresses well.
//!
//! gzip finds repetitions in the last 32 kB only. The linker's order scatters the many functions that one
//! generic function becomes over a megabyte; put side by side, each is little more than a reference to the
//! one before. What the functions do, and all that surrounds them, stays as it is: only their numbers change.

use std::collections::{BTreeMap, VecDeque};

use anyhow::{Context as _, Result, anyhow};
use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{BinaryReaderError, CodeSectionReader, FunctionSectionReader, Parser, Payload, TypeRef};

/// Bytes that are compared as one. Shorter pieces are alike everywhere, longer ones nowhere.
const PIECE: usize = 6;
/// How far back functions are compared. Less than gzip's window, because a function itself takes some of it.
const WINDOW: usize = 24_000;
/// A piece that is in more functions than this tells nothing about any of them.
const COMMON: usize = 400;

/// The same module with its functions in another order.
pub(crate) fn alike_together(wasm: &[u8]) -> Result<Vec<u8>> {
    let (imported, bodies) = functions(wasm)?;
    let order = order(&bodies);
    let mut renumbered = Renumbered::new(imported, order)?;
    let mut module = Module::new();
    reencode::utils::parse_core_module(&mut renumbered, &mut module, Parser::new(0), wasm)
        .map_err(|error| anyhow!("a module cannot be put in order: {error}"))?;
    Ok(module.finish())
}

/// How many functions are imported, and the bytes of the others.
fn functions(wasm: &[u8]) -> Result<(u32, Vec<&[u8]>)> {
    let (mut imported, mut bodies) = (0, Vec::new());
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
    }
    Ok((imported, bodies))
}

/// After the largest function always the one of which the largest part stands in the window already.
fn order(bodies: &[&[u8]]) -> Vec<usize> {
    let pieces = Pieces::of(bodies);
    let mut present = vec![0_u32; pieces.holders.len()];
    let mut known = vec![0_u32; bodies.len()];
    let mut left: Vec<usize> = (0..bodies.len()).collect();
    // Of two that fit as well, the larger first, then the one that was first.
    left.sort_by_key(|function| std::cmp::Reverse(size(bodies, *function)));
    let mut window = VecDeque::new();
    let mut bytes = 0;
    let mut order = Vec::with_capacity(bodies.len());
    while !left.is_empty() {
        let mut best = (0, 0.0);
        for (place, function) in left.iter().enumerate() {
            let of = pieces.of.get(*function).map_or(0, Vec::len);
            let shared = f64::from(known.get(*function).copied().unwrap_or_default()) / (of as f64 + 4.0);
            if shared > best.1 {
                best = (place, shared);
            }
        }
        let next = left.remove(best.0);
        order.push(next);
        window.push_back(next);
        bytes += size(bodies, next);
        pieces.each_holder(next, &mut present, Step::Comes, |holder| change(&mut known, holder, 1));
        while bytes > WINDOW && window.len() > 1 {
            let Some(gone) = window.pop_front() else { break };
            bytes -= size(bodies, gone);
            pieces.each_holder(gone, &mut present, Step::Goes, |holder| change(&mut known, holder, -1));
        }
    }
    order
}

fn size(bodies: &[&[u8]], function: usize) -> usize {
    bodies.get(function).map_or(0, |body| body.len())
}

fn change(counts: &mut [u32], at: usize, by: i32) {
    if let Some(count) = counts.get_mut(at) {
        *count = count.saturating_add_signed(by);
    }
}

/// Whether a function enters the window or leaves it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Comes,
    Goes,
}

/// Which pieces are in which functions.
struct Pieces {
    /// Of each function, every piece once.
    of: Vec<Vec<usize>>,
    /// Of each piece, the functions it is in.
    holders: Vec<Vec<usize>>,
}

impl Pieces {
    fn of(bodies: &[&[u8]]) -> Self {
        let mut numbers: BTreeMap<&[u8], usize> = BTreeMap::new();
        let mut holders: Vec<Vec<usize>> = Vec::new();
        for (function, body) in bodies.iter().enumerate() {
            for piece in body.windows(PIECE) {
                let number = *numbers.entry(piece).or_insert(holders.len());
                if number == holders.len() {
                    holders.push(Vec::new());
                }
                if let Some(holders) = holders.get_mut(number)
                    && holders.last() != Some(&function)
                {
                    holders.push(function);
                }
            }
        }
        let mut of = vec![Vec::new(); bodies.len()];
        holders.retain(|functions| (2..=COMMON).contains(&functions.len()));
        for (number, functions) in holders.iter().enumerate() {
            for function in functions {
                if let Some(pieces) = of.get_mut(*function) {
                    pieces.push(number);
                }
            }
        }
        Self { of, holders }
    }

    /// Counts the pieces of a function in or out of the window, and tells of every function that holds one of
    /// which the window now has the first, or no longer any.
    fn each_holder(&self, function: usize, present: &mut [u32], step: Step, mut tell: impl FnMut(usize)) {
        for piece in self.of.get(function).into_iter().flatten() {
            let before = present.get(*piece).copied().unwrap_or_default();
            change(present, *piece, if step == Step::Comes { 1 } else { -1 });
            if before == u32::from(step == Step::Goes) {
                self.holders.get(*piece).into_iter().flatten().for_each(|holder| tell(*holder));
            }
        }
    }
}

/// Writes a module with its own functions in another order.
struct Renumbered {
    /// Imported functions come first and keep their numbers.
    imported: u32,
    /// At each new place, the old one.
    order: Vec<usize>,
    /// At each old place, the new number.
    numbers: Vec<u32>,
}

impl Renumbered {
    fn new(imported: u32, order: Vec<usize>) -> Result<Self> {
        let mut numbers = vec![0; order.len()];
        for (new, old) in order.iter().enumerate() {
            *numbers.get_mut(*old).context("no such function")? = imported + u32::try_from(new)?;
        }
        Ok(Self { imported, order, numbers })
    }

    /// What stands in a list of all functions, in the new order.
    fn reordered<T: Clone>(
        &self,
        listed: impl Iterator<Item = Result<T, BinaryReaderError>>,
    ) -> Result<Vec<T>, reencode::Error> {
        let listed: Vec<T> = listed.collect::<Result<_, _>>()?;
        Ok(self.order.iter().filter_map(|old| listed.get(*old).cloned()).collect())
    }
}

impl Reencode for Renumbered {
    type Error = std::convert::Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, reencode::Error> {
        let own = function.checked_sub(self.imported).and_then(|own| self.numbers.get(own as usize));
        Ok(own.copied().unwrap_or(function))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), reencode::Error> {
        for kind in self.reordered(section.into_iter())? {
            functions.function(self.type_index(kind)?);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), reencode::Error> {
        for body in self.reordered(section.into_iter())? {
            self.parse_function_body(code, body)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_alike_comes_together() {
        let (one, other): (Vec<u8>, Vec<u8>) = ((0..90).collect(), (100..190).collect());
        let (like_one, like_other) = (one[3..].to_vec(), other[5..].to_vec());
        let order = order(&[&one, &other, &like_one, &like_other]);
        assert_eq!(order, [0, 2, 1, 3]);
    }

    /// `(module (import "" "log" (func)) (func (export "a") call 2) (func call 0 …))`, by hand.
    #[test]
    fn calls_and_exports_follow() {
        use wasm_encoder::{
            EntityType, ExportKind, ExportSection, Function, ImportSection, Instruction, TypeSection,
        };
        let mut module = Module::new();
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("", "log", EntityType::Function(0));
        let mut functions = FunctionSection::new();
        functions.function(0).function(0);
        let mut exports = ExportSection::new();
        exports.export("a", ExportKind::Func, 1);
        let mut code = CodeSection::new();
        for calls in [vec![2], vec![0; 20]] {
            let mut function = Function::new([]);
            for called in calls {
                function.instruction(&Instruction::Call(called));
            }
            function.instruction(&Instruction::End);
            code.function(&function);
        }
        module.section(&types).section(&imports).section(&functions).section(&exports).section(&code);
        let wasm = module.finish();

        let ordered = alike_together(&wasm).unwrap();
        let (imported, bodies) = super::functions(&ordered).unwrap();
        assert_eq!(imported, 1);
        // The larger one comes first now; the other calls it by its new number.
        assert_eq!(bodies.iter().map(|body| body.len()).collect::<Vec<_>>(), [42, 4]);
        assert_eq!(bodies[1], [0, 0x10, 1, 0x0b]);
        assert_eq!(ordered.len(), wasm.len());
    }
}
