;; What surrounds the product of token rows, with SIMD: `best-rows.ts` says what it is for. A quarter of the time that
;; the same loops took in JavaScript. Compiled into rows-wasm.ts by `npm run generate`.
(module
  (memory (export "memory") 1)

  ;; Makes the bytes of rows unsigned, in place (128 more than they are), and sums up the squares of each row as they were.
  ;; $bytes: int8, $rows × $dimensions, dimensions a multiple of four; $squares: int32, one for each row.
  (func (export "prepare") (param $bytes i32) (param $rows i32) (param $dimensions i32) (param $squares i32)
    (local $end i32) (local $whole i32) (local $four v128) (local $sum v128) (local $signs v128)
    (local.set $signs (v128.const i32x4 0x80808080 0x80808080 0x80808080 0x80808080))
    (block $done
      (loop $row
        (br_if $done (i32.eqz (local.get $rows)))
        (local.set $end (i32.add (local.get $bytes) (local.get $dimensions)))
        (local.set $whole (i32.add (local.get $bytes) (i32.and (local.get $dimensions) (i32.const -16))))
        (local.set $sum (v128.const i32x4 0 0 0 0))
        (block $whole_done
          (loop $sixteen
            (br_if $whole_done (i32.ge_u (local.get $bytes) (local.get $whole)))
            (local.set $four (v128.load (local.get $bytes)))
            (v128.store (local.get $bytes) (v128.xor (local.get $four) (local.get $signs)))
            (local.set $sum (i32x4.add (local.get $sum)
              (i32x4.extadd_pairwise_i16x8_s (i16x8.extmul_low_i8x16_s (local.get $four) (local.get $four)))))
            (local.set $sum (i32x4.add (local.get $sum)
              (i32x4.extadd_pairwise_i16x8_s (i16x8.extmul_high_i8x16_s (local.get $four) (local.get $four)))))
            (local.set $bytes (i32.add (local.get $bytes) (i32.const 16)))
            (br $sixteen)))
        (block $rest_done
          (loop $rest
            (br_if $rest_done (i32.ge_u (local.get $bytes) (local.get $end)))
            (local.set $four (v128.load32_zero (local.get $bytes)))
            (v128.store32_lane 0 (local.get $bytes) (v128.xor (local.get $four) (local.get $signs)))
            (local.set $sum (i32x4.add (local.get $sum)
              (i32x4.extadd_pairwise_i16x8_s (i16x8.extmul_low_i8x16_s (local.get $four) (local.get $four)))))
            (local.set $bytes (i32.add (local.get $bytes) (i32.const 4)))
            (br $rest)))
        (i32.store (local.get $squares)
          (i32.add
            (i32.add (i32x4.extract_lane 0 (local.get $sum)) (i32x4.extract_lane 1 (local.get $sum)))
            (i32.add (i32x4.extract_lane 2 (local.get $sum)) (i32x4.extract_lane 3 (local.get $sum)))))
        (local.set $squares (i32.add (local.get $squares) (i32.const 4)))
        (local.set $rows (i32.sub (local.get $rows) (i32.const 1)))
        (br $row))))

  ;; For each column the largest product × factor − offset × length of $rows rows, if it is above 0, and in which row.
  ;; $products: int32, $rows × $stride bytes; $factors, $lengths: float32, one for each row; $offsets: float32, one for
  ;; each column. Columns by eight: the last ones may read up to 28 bytes behind a row, and write as far behind $best and
  ;; $which (float32 and int32, one for each column; 0 and −1: none above 0).
  (func (export "best") (param $products i32) (param $rows i32) (param $stride i32) (param $columns i32)
    (param $factors i32) (param $lengths i32) (param $offsets i32) (param $best i32) (param $which i32)
    (local $row i32) (local $at i32) (local $number v128) (local $factor v128) (local $length v128) (local $above v128)
    (local $value0 v128) (local $offset0 v128) (local $highest0 v128) (local $found0 v128)
    (local $value1 v128) (local $offset1 v128) (local $highest1 v128) (local $found1 v128)
    (block $done
      (loop $eight
        (br_if $done (i32.le_s (local.get $columns) (i32.const 0)))
        (local.set $offset0 (v128.load (local.get $offsets)))
        (local.set $offset1 (v128.load offset=16 (local.get $offsets)))
        (local.set $highest0 (v128.const f32x4 0 0 0 0))
        (local.set $highest1 (v128.const f32x4 0 0 0 0))
        (local.set $found0 (v128.const i32x4 -1 -1 -1 -1))
        (local.set $found1 (v128.const i32x4 -1 -1 -1 -1))
        (local.set $at (local.get $products))
        (local.set $row (i32.const 0))
        (block $rows_done
          (loop $each
            (br_if $rows_done (i32.ge_u (local.get $row) (local.get $rows)))
            (local.set $number (i32x4.splat (local.get $row)))
            (local.set $factor
              (v128.load32_splat (i32.add (local.get $factors) (i32.shl (local.get $row) (i32.const 2)))))
            (local.set $length
              (v128.load32_splat (i32.add (local.get $lengths) (i32.shl (local.get $row) (i32.const 2)))))
            (local.set $value0 (f32x4.sub
              (f32x4.mul (f32x4.convert_i32x4_s (v128.load (local.get $at))) (local.get $factor))
              (f32x4.mul (local.get $offset0) (local.get $length))))
            (local.set $value1 (f32x4.sub
              (f32x4.mul (f32x4.convert_i32x4_s (v128.load offset=16 (local.get $at))) (local.get $factor))
              (f32x4.mul (local.get $offset1) (local.get $length))))
            (local.set $above (f32x4.gt (local.get $value0) (local.get $highest0)))
            (local.set $highest0 (v128.bitselect (local.get $value0) (local.get $highest0) (local.get $above)))
            (local.set $found0 (v128.bitselect (local.get $number) (local.get $found0) (local.get $above)))
            (local.set $above (f32x4.gt (local.get $value1) (local.get $highest1)))
            (local.set $highest1 (v128.bitselect (local.get $value1) (local.get $highest1) (local.get $above)))
            (local.set $found1 (v128.bitselect (local.get $number) (local.get $found1) (local.get $above)))
            (local.set $at (i32.add (local.get $at) (local.get $stride)))
            (local.set $row (i32.add (local.get $row) (i32.const 1)))
            (br $each)))
        (v128.store (local.get $best) (local.get $highest0))
        (v128.store offset=16 (local.get $best) (local.get $highest1))
        (v128.store (local.get $which) (local.get $found0))
        (v128.store offset=16 (local.get $which) (local.get $found1))
        (local.set $products (i32.add (local.get $products) (i32.const 32)))
        (local.set $offsets (i32.add (local.get $offsets) (i32.const 32)))
        (local.set $best (i32.add (local.get $best) (i32.const 32)))
        (local.set $which (i32.add (local.get $which) (i32.const 32)))
        (local.set $columns (i32.sub (local.get $columns) (i32.const 8)))
        (br $eight))))
)
