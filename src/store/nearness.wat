;; Inner products of one vector with many, for the nearest of all items: `vector-plane.ts` says what it is for. A vector of
;; 512 dimensions takes 38 ns. Compiled into nearness-wasm.ts by `npm run generate`.
(module
  ;; 2 GB at most. Shared, so that a thread can read what the service writes.
  (import "plane" "memory" (memory 1 32768 shared))

  ;; $rows: int8, $count × $dimensions, dimensions a multiple of 32; $asked: int16, $dimensions; $products: int32, $count.
  (func (export "products") (param $rows i32) (param $count i32) (param $dimensions i32) (param $asked i32)
    (param $products i32)
    (local $end i32) (local $at i32) (local $even v128) (local $odd v128)
    (block $done
      (loop $row
        (br_if $done (i32.eqz (local.get $count)))
        (local.set $end (i32.add (local.get $rows) (local.get $dimensions)))
        (local.set $at (local.get $asked))
        ;; Two sums, so that one addition need not wait for the other.
        (local.set $even (v128.const i32x4 0 0 0 0))
        (local.set $odd (v128.const i32x4 0 0 0 0))
        (loop $thirty_two
          (local.set $even (i32x4.add (local.get $even)
            (i32x4.dot_i16x8_s (v128.load8x8_s (local.get $rows)) (v128.load (local.get $at)))))
          (local.set $odd (i32x4.add (local.get $odd)
            (i32x4.dot_i16x8_s (v128.load8x8_s offset=8 (local.get $rows)) (v128.load offset=16 (local.get $at)))))
          (local.set $even (i32x4.add (local.get $even)
            (i32x4.dot_i16x8_s (v128.load8x8_s offset=16 (local.get $rows)) (v128.load offset=32 (local.get $at)))))
          (local.set $odd (i32x4.add (local.get $odd)
            (i32x4.dot_i16x8_s (v128.load8x8_s offset=24 (local.get $rows)) (v128.load offset=48 (local.get $at)))))
          (local.set $rows (i32.add (local.get $rows) (i32.const 32)))
          (local.set $at (i32.add (local.get $at) (i32.const 64)))
          (br_if $thirty_two (i32.lt_u (local.get $rows) (local.get $end))))
        (local.set $even (i32x4.add (local.get $even) (local.get $odd)))
        (i32.store (local.get $products)
          (i32.add
            (i32.add (i32x4.extract_lane 0 (local.get $even)) (i32x4.extract_lane 1 (local.get $even)))
            (i32.add (i32x4.extract_lane 2 (local.get $even)) (i32x4.extract_lane 3 (local.get $even)))))
        (local.set $products (i32.add (local.get $products) (i32.const 4)))
        (local.set $count (i32.sub (local.get $count) (i32.const 1)))
        (br $row)))))
